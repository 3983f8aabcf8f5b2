"""What runs an exported network on the CPU: ONNX Runtime, or OpenVINO where it is installed."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Protocol

import numpy.typing as npt

from claimwright.errors import ModelError
from claimwright.settings import BackendName

__all__ = ["Session", "open_session", "resolve"]

_VARIABLE = "CLAIMWRIGHT_BACKEND"


class Session(Protocol):
    """A network that is ready to run."""

    def run(self, outputs: Sequence[str], inputs: Mapping[str, npt.NDArray[Any]]) -> list[npt.NDArray[Any]]:
        """The arrays of the outputs named, in that order."""


def resolve(backend: BackendName) -> BackendName:
    """The backend that is meant: ``auto`` is what ``CLAIMWRIGHT_BACKEND`` says, else OpenVINO where it is installed.

    OpenVINO comes first because it was the faster one wherever both were measured (``docs/benchmarks.md``).

    Raises:
        ModelError: E412 if the variable names no backend, or the one that is meant is not installed.
    """
    named = os.environ.get(_VARIABLE, backend) if backend is BackendName.AUTO else backend
    try:
        wanted = BackendName(named)
    except ValueError as error:
        raise ModelError("E412", named, f"{_VARIABLE} is one of {', '.join(BackendName)}") from error
    installed = find_spec("openvino") is not None
    if wanted is BackendName.OPENVINO and not installed:
        raise ModelError("E412", wanted, "openvino is not installed")
    if wanted is BackendName.AUTO:
        return BackendName.OPENVINO if installed else BackendName.ONNXRUNTIME
    return wanted


def open_session(path: Path, threads: int = 0, backend: BackendName = BackendName.ONNXRUNTIME) -> Session:
    """A session on the CPU.

    Args:
        path: the ``.onnx`` file.
        threads: threads of the session; 0 lets the runtime choose.
        backend: what runs it; ``auto`` as ``resolve`` has it.

    Raises:
        ModelError: E401 if the file is missing, E402 if the runtime refuses it, E412 if the backend is not there.
    """
    if not path.is_file():
        raise ModelError("E401", str(path), "the file is missing")
    opened = _openvino if resolve(backend) is BackendName.OPENVINO else _onnxruntime
    return opened(path, threads)


def _onnxruntime(path: Path, threads: int) -> Session:
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    # Int8 weights are turned into fp32 once, when the session opens, and not at every run.
    options.add_session_config_entry("session.disable_quant_qdq", "1")
    # The arena keeps the largest batch for good, which is small (``EncoderSettings.batch``); without it the heap is cut
    # to pieces: 140 MB more after some hundred articles, and three times the time in the system.
    options.enable_cpu_mem_arena = True
    try:
        session: Session = onnxruntime.InferenceSession(
            str(path), options, providers=["CPUExecutionProvider"]
        )
    except Exception as error:  # the runtime raises bare C++ exceptions
        raise ModelError("E402", str(path), str(error).splitlines()[0]) from error
    return session


def _openvino(path: Path, threads: int) -> Session:
    import openvino

    try:
        core = openvino.Core()
        # Half precision where the processor multiplies in it; int8 activations would be slower there and further off.
        halves = "BF16" in core.get_property("CPU", "OPTIMIZATION_CAPABILITIES")
        settings = {
            "INFERENCE_PRECISION_HINT": "bf16" if halves else "f32",
            "DYNAMIC_QUANTIZATION_GROUP_SIZE": "0",
            "PERFORMANCE_HINT": "LATENCY",
            "INFERENCE_NUM_THREADS": str(threads),
        }
        compiled = core.compile_model(core.read_model(str(path)), "CPU", settings)
    except Exception as error:  # the runtime raises bare C++ exceptions
        raise ModelError("E402", str(path), str(error).splitlines()[0]) from error
    return _OpenVino(compiled)


class _OpenVino:
    """An OpenVINO model behind the interface of an ONNX Runtime session."""

    def __init__(self, compiled: Any) -> None:  # noqa: ANN401 - the runtime has no types
        self._request = compiled.create_infer_request()
        self._outputs = {name: port for port in compiled.outputs for name in port.get_names()}

    def run(self, outputs: Sequence[str], inputs: Mapping[str, npt.NDArray[Any]]) -> list[npt.NDArray[Any]]:
        """Runs the network; what it gives is copied, since the next run writes into the same memory."""
        found = self._request.infer(dict(inputs), share_inputs=True)
        return [found[self._outputs[name]].copy() for name in outputs]
