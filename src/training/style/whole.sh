#!/usr/bin/env bash
# Trains the style network from the data to the three graphs: everything at rho 0, the same once more against the grid that
# shows in even skies, then what rho adds, then the export. Goes on where it was stopped.
# usage: whole.sh DATA VGG.onnx START.pt OUT [STEPS [STEPS_AGAINST_GRID [STEPS_OF_KNOWN]]]
set -euo pipefail
here="$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")"
data=$1 vgg=$2 start=$3 out=$4
work=target/style

python3 "$here/train.py" --data "$data" --vgg "$vgg" --start "$start" --work $work --steps "${5:-6000}" --style-weight 40 \
  --even-weight 0
python3 "$here/train.py" --data "$data" --vgg "$vgg" --start $work/state-128.pt --work $work/even --steps "${6:-3000}" \
  --rate 4e-4 --style-weight 25
python3 "$here/train.py" --data "$data" --vgg "$vgg" --start $work/even/state-128.pt --work $work/known --steps "${7:-4500}" \
  --known --rate 3e-3 --style-weight 8 --mixed-weight 1 --colour-weight 12
python3 "$here/export.py" --weights $work/known/state-128.pt --out "$out" --golden "$here/golden.json"
