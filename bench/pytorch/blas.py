"""Says which PyTorch this Python has and which BLAS, the library of matrix products, it uses. Prints JSON; Peer reads it."""

import ctypes
import json
import re

import torch

THREADING = {0: "none", 1: "pthread", 2: "openmp"}  # the answers of openblas_get_parallel


class Symbol(ctypes.Structure):
    """The C structure Dl_info, which dladdr fills."""

    _fields_ = [("file", ctypes.c_char_p), ("base", ctypes.c_void_p), ("name", ctypes.c_char_p),
                ("address", ctypes.c_void_p)]


def file_of_products():
    """Returns the library whose matrix product PyTorch calls. Another BLAS may be loaded, too, beside LAPACK."""
    with open("/proc/self/maps") as maps:
        pytorch = re.search(r"/\S*libtorch_cpu\.so\S*", maps.read())
    product = ctypes.CDLL(pytorch[0]).sgemm_
    symbol = Symbol()
    ctypes.CDLL(None).dladdr(ctypes.cast(product, ctypes.c_void_p), ctypes.byref(symbol))
    return symbol.file.decode()


def blas():
    if torch.backends.mkl.is_available():
        return {"blas": "mkl", "build": "MKL", "threading": "openmp"}
    file = file_of_products()
    library = ctypes.CDLL(file)
    if hasattr(library, "openblas_get_config"):  # its answer ends with the kernels that it chose for this processor
        library.openblas_get_config.restype = ctypes.c_char_p
        return {"blas": "openblas", "build": library.openblas_get_config().decode().strip(),
                "threading": THREADING.get(library.openblas_get_parallel(), "unknown")}
    reference = re.search(r"/(blas|lapack)/|/libblas\.", file) and not hasattr(library, "bli_init")
    return {"blas": "reference" if reference else "other", "build": file, "threading": "unknown"}


def known_blas():
    torch.ones(2, 2) @ torch.ones(2, 2)
    try:
        return blas()
    except (OSError, AttributeError, TypeError):  # not Linux, or a PyTorch that hides its BLAS
        return {"blas": "unknown", "build": "a BLAS that it does not name", "threading": "unknown"}


print(json.dumps({"pytorch": torch.__version__, **known_blas()}))
