import pytest

from claimwright.errors import ModelError
from claimwright.retraining.config import Frozen, RetrainConfig, read_retrain_config


def test_what_a_configuration_does_not_name_keeps_its_default(tmp_path):
    path = tmp_path / "c.toml"
    path.write_text('replay = 10\nfrozen = "written"\n\n[train]\nepochs = 1\n', encoding="utf-8")
    config = read_retrain_config(path)
    assert (config.replay, config.frozen, config.train.epochs) == (10, Frozen.WRITTEN, 1)
    assert config.train.encoder_rate == RetrainConfig().train.encoder_rate
    assert config.with_seed(7).train.seed == 7
    assert read_retrain_config(None) == RetrainConfig()


@pytest.mark.parametrize("line", ["speed = 3", 'frozen = "old"', "held_back = 1.0", "held_back = -0.1", "x"])
def test_what_cannot_be_is_an_error(tmp_path, line):
    path = tmp_path / "c.toml"
    path.write_text(line + "\n", encoding="utf-8")
    with pytest.raises(ModelError, match="E402"):
        read_retrain_config(path)
    with pytest.raises(ModelError, match="E401"):
        read_retrain_config(tmp_path / "none.toml")
