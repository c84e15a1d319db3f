#!/usr/bin/env bash
# Trains the style network from the data to the three graphs: everything at rho 0, then what rho adds, then the export.
# Goes on where it was stopped.
# usage: whole.sh DATA VGG.onnx START.pt OUT [STEPS [STEPS_OF_KNOWN]]
set -euo pipefail
here="$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")"
data=$1 vgg=$2 start=$3 out=$4
work=target/style

python3 "$here/train.py" --data "$data" --vgg "$vgg" --start "$start" --work $work --steps "${5:-6000}" --style-weight 40
python3 "$here/train.py" --data "$data" --vgg "$vgg" --start $work/state-128.pt --work $work/known --steps "${6:-1500}" \
  --known --rate 4e-3 --style-weight 12 --mixed-weight 1 --colour-weight 8
python3 "$here/export.py" --weights $work/known/state-128.pt --out "$out" --golden "$here/golden.json"
