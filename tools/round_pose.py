"""Makes a landmark network quicker: its costliest weights in bytes, and only the parts that follow.

A processor multiplies several bytes in the time of one floating-point number. The runtime rounds
what enters such a layer to bytes too, by the range of its own values, adds up whole numbers, and
goes on in floating point. The same input gives the same bytes.

References
----------
TensorFlow Lite schema 3; its specification of 8-bit quantisation (weights symmetric, a scale for
each output) and of dynamic ranges.
"""

from typing import Any

import flatbuffers
import numpy as np
from ai_edge_litert import schema_py_generated as schema

OUTPUTS = (0, 1, 3)
"""Places of the joints, of the person flag and of the heat maps among the published outputs; the
silhouette and the joints in space, and what only feeds them, are left out."""

COARSEST_CELLS = 4
"""Rounded are layers whose maps have at least so many cells to a side: the two coarsest place the
joints (rounded, the fast network's thigh reads 0.8 deg lower)."""

FINEST_CELLS_FAST, FINEST_CELLS_STRONG = 16, 8
"""And at most so many. Finer ones gain the fast network no time. The strong one decides: up to 8
its thighs stay within 0.1 deg (median) for a fifth of its time, up to 16 0.2 deg for two fifths."""

MOST_STEPS = 127
LEAST_STEP = 1e-12
"""Steps to either side of zero in which a weight is told; the least size of one, for outputs
without any weight."""


def fast(model: bytes) -> bytes:
    """The full network, to follow with."""
    return rounded(model, FINEST_CELLS_FAST)


def strong(model: bytes) -> bytes:
    """The heavy network, to decide with."""
    return rounded(model, FINEST_CELLS_STRONG)


def rounded(model: bytes, finest_cells: int) -> bytes:
    """The network with three outputs, in the order of `OUTPUTS`."""
    net = schema.ModelT.InitFromObj(schema.Model.GetRootAs(bytearray(model), 0))
    graph = net.subgraphs[0]
    graph.outputs = [graph.outputs[place] for place in OUTPUTS]
    halves = {step.outputs[0]: step for step in graph.operators if _is(net, step, "DEQUANTIZE")}
    done: dict[int, int] = {}
    for step in graph.operators:
        if _is(net, step, "CONV_2D") and _is_costly(graph, step, finest_cells):
            inputs = [int(number) for number in step.inputs]
            for place, made in ((1, _in_bytes), (2, _in_singles)):
                stored = int(halves[inputs[place]].inputs[0])
                if stored not in done:
                    done[stored] = _added(net, graph.tensors[stored], made)
                inputs[place] = done[stored]
            step.inputs = inputs
    _drop_unused(net)
    made = flatbuffers.Builder(len(model))
    made.Finish(net.Pack(made), b"TFL3")
    return bytes(made.Output())


def _is(net: Any, step: Any, kind: str) -> bool:
    code = net.operatorCodes[step.opcodeIndex]
    return bool(code.deprecatedBuiltinCode == getattr(schema.BuiltinOperator, kind))


def _is_costly(graph: Any, step: Any, finest_cells: int) -> bool:
    _, high, wide, _ = graph.tensors[step.inputs[1]].shape
    cells = graph.tensors[step.outputs[0]].shape[1]
    return bool(high == wide == 1 and COARSEST_CELLS <= cells <= finest_cells)


def _added(net: Any, stored: Any, made: Any) -> int:
    """A new tensor made of a stored one; its number."""
    content = np.asarray(net.buffers[stored.buffer].data, dtype=np.uint8).tobytes()
    values = np.frombuffer(content, dtype=np.float16).astype(np.float32).reshape(stored.shape)
    tensor, buffer = schema.TensorT(), schema.BufferT()
    tensor.name, tensor.shape = stored.name, stored.shape
    buffer.data = np.frombuffer(made(tensor, values).tobytes(), dtype=np.uint8)
    tensor.buffer = len(net.buffers)
    net.buffers.append(buffer)
    net.subgraphs[0].tensors.append(tensor)
    return len(net.subgraphs[0].tensors) - 1


def _in_bytes(tensor: Any, values: Any) -> Any:
    step = np.maximum(np.abs(values).max(axis=(1, 2, 3)) / MOST_STEPS, LEAST_STEP)
    tensor.type = schema.TensorType.INT8
    tensor.quantization = told = schema.QuantizationParametersT()
    told.scale, told.zeroPoint = step, np.zeros(len(step), dtype=np.int64)
    return np.rint(values / step[:, None, None, None]).astype(np.int8)


def _in_singles(tensor: Any, values: Any) -> Any:
    tensor.type = schema.TensorType.FLOAT32
    return values


def _drop_unused(net: Any) -> None:
    """Leave out steps that no output needs, then values that no step needs."""
    graph = net.subgraphs[0]
    needed, kept = {int(number) for number in graph.outputs}, []
    for step in reversed(graph.operators):
        if needed.intersection(step.outputs):
            needed.update(int(number) for number in step.inputs)
            kept.append(step)
    graph.operators = kept[::-1]
    needed.update(int(number) for number in graph.inputs)
    numbers = {old: new for new, old in enumerate(sorted(needed - {-1}))} | {-1: -1}
    graph.tensors = [graph.tensors[old] for old in sorted(needed - {-1})]
    for step in graph.operators:
        step.inputs = [numbers[int(old)] for old in step.inputs]
        step.outputs = [numbers[int(old)] for old in step.outputs]
    graph.inputs = [numbers[int(old)] for old in graph.inputs]
    graph.outputs = [numbers[int(old)] for old in graph.outputs]
    # Whatever else the file tells points to numbers of before; nothing here reads it.
    net.metadata = net.metadataBuffer = net.signatureDefs = None
    empty, *_ = net.buffers
    places: dict[int, int] = {0: 0}
    for tensor in graph.tensors:
        tensor.buffer = places.setdefault(tensor.buffer, len(places))
    net.buffers = [empty, *(net.buffers[old] for old in places if old)]
