"""The formats of other tools, one file a direction; what none of them can carry is told in docs/exchange.md."""
