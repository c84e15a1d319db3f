#!/bin/sh
# What PyTorch says of assets/networks/explorer.onnx, for the tests, once write.py has put another there: gradients,
# differences along directions, style by optimization. A few minutes; takes PyTorch, NumPy and onnx.
set -e
cd "$(dirname "$0")/../../test/resources/org/normscope"
(cd onnx/gradient && "${PYTHON:-python3}" networks.py builtin:explorer && "${PYTHON:-python3}" directions.py builtin:explorer)
(cd synthesis && "${PYTHON:-python3}" gatys.py)
