"""Checks ONNX files with the checker of ONNX itself: python3 check-models.py FOLDER. Prints one line for each file that is refused."""
import pathlib
import sys

import onnx

for path in sorted(pathlib.Path(sys.argv[1]).glob("*.onnx")):
    try:
        onnx.checker.check_model(onnx.load(path), full_check=True)  # given a path, it would write into the file
    except Exception as error:  # whatever it is, the file is not well
        print(f"{path.name}: {' '.join(str(error).split())}")
