"""HiGHS on the problems that `bench-planner milp` writes, one line of JSON in, one out. A development tool only."""

import json
import sys
import time

import highspy
import numpy as np


def solve(problem, limit):
    ways, left, purchases = problem["ways"], problem["left"], problem["purchases"]
    lp = highspy.HighsLp()
    lp.num_col_, lp.num_row_ = len(ways), len(left) + purchases
    lp.col_cost_ = np.array([-way[1] for way in ways], float)
    lp.col_lower_, lp.col_upper_ = np.zeros(len(ways)), np.ones(len(ways))
    lp.row_lower_ = np.full(lp.num_row_, -highspy.kHighsInf)
    lp.row_upper_ = np.array(left + [1] * purchases, float)
    start, index, value = [0], [], []
    for purchase, _, takes in ways:
        for slot, amount in takes:
            index.append(slot)
            value.append(amount)
        index.append(len(left) + purchase)
        value.append(1)
        start.append(len(index))
    lp.a_matrix_.format_ = highspy.MatrixFormat.kColwise
    lp.a_matrix_.start_, lp.a_matrix_.index_ = np.array(start), np.array(index)
    lp.a_matrix_.value_ = np.array(value, float)
    lp.integrality_ = [highspy.HighsVarType.kInteger] * len(ways)
    solver = highspy.Highs()
    solver.setOptionValue("output_flag", False)
    solver.setOptionValue("mip_rel_gap", 0.0)
    solver.setOptionValue("mip_abs_gap", 0.5)
    solver.setOptionValue("time_limit", limit)
    solver.setOptionValue("threads", 1)
    solver.passModel(lp)
    # Only the search is timed: that the model has to be built first is not held against it.
    begin = time.perf_counter()
    solver.run()
    took = time.perf_counter() - begin
    optimal = solver.getModelStatus() == highspy.HighsModelStatus.kOptimal
    return took, round(-solver.getInfo().objective_function_value), optimal


def main():
    # Large problems take it long: only so many of each size are put to it, and each for so many seconds.
    most = {0: 400, 1: 200, 2: 60, 3: 30, 4: 15, 5: 15}
    seen = {}
    for line in sys.stdin:
        problem = json.loads(line)
        size = problem["size"]
        seen[size] = seen.get(size, 0) + 1
        if seen[size] > most[size] or "ways" not in problem:
            continue
        took, saved, optimal = solve(problem, 20.0) if problem["ways"] else (0.0, 0, True)
        out = {"size": size, "cart": problem["cart"], "millis": took * 1e3, "saved": saved, "optimal": optimal}
        print(json.dumps(out), flush=True)


main()
