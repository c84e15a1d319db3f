"""Makes the array files that NpyTest reads, with NumPy. Run in this folder."""
import numpy as np

a = np.arange(2 * 3 * 4 * 5, dtype="<f4").reshape(2, 3, 4, 5) / 7 - 3
a[1, 2, 3, 4] = np.nan
a[0, 0, 0, 1] = np.inf
np.save("npy/maps.npy", a)
np.save("npy/vector.npy", np.array([1.5, -2, 0], dtype="<f4"))
np.save("npy/scalar.npy", np.array(2.5, dtype="<f4"))
np.save("npy/double.npy", np.zeros((2, 2)))
np.save("npy/fortran.npy", np.asfortranarray(np.zeros((2, 3), dtype="<f4")))
np.save("npy/big-endian.npy", np.zeros(3, dtype=">f4"))
