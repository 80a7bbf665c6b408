# groups_numpy.py - the axes of a conversation by numpy's singular value decomposition, straight from the definition: processor seconds, and
# the mean of each statement with the two axes, for comparison. usage: groups_numpy.py VOTES.csv (comment-id, voter-id, vote)
import json
import sys
import time

import numpy as np

statement, person, value = np.loadtxt(sys.argv[1], delimiter=",", skiprows=1, dtype=np.int64, unpack=True)
statements, statement = np.unique(statement, return_inverse=True)
people, person = np.unique(person, return_inverse=True)
began = time.process_time()
matrix = np.full((len(people), len(statements)), np.nan)
matrix[person, statement] = value
voted = ~np.isnan(matrix)
center = np.nansum(matrix, 0) / voted.sum(0)
filled = np.where(voted, matrix - center, 0)
_, _, axes = np.linalg.svd(filled, full_matrices=False)
points = filled @ axes[:2].T * np.sqrt(len(statements) / voted.sum(1))[:, None]
took = time.process_time() - began
print(json.dumps({"seconds": took, "center": center.tolist(), "components": axes[:2].tolist(), "spread": float(abs(points).max())}))
