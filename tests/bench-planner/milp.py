"""`milp.py SECONDS`: HiGHS on the problems that `bench-planner milp` writes, each for so many seconds at most. One line of JSON in, one out. A development tool only."""

import json
import sys
import time

import highspy
import numpy as np


def solve(problem, limit):
    ways, left, purchases = problem["ways"], problem["left"], problem["purchases"]
    lp = highspy.HighsLp()
    # What is taken of a wallet beyond what it holds saves nothing: a column that costs as much.
    wallets = problem["wallets"]
    lp.num_col_, lp.num_row_ = len(ways) + len(wallets), len(left) + purchases
    lp.col_cost_ = np.array([-way[1] for way in ways] + [1] * len(wallets), float)
    lp.col_lower_ = np.zeros(lp.num_col_)
    lp.col_upper_ = np.append(np.ones(len(ways)), np.full(len(wallets), highspy.kHighsInf))
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
    for slot in wallets:
        index.append(slot)
        value.append(-1)
        start.append(len(index))
    lp.a_matrix_.format_ = highspy.MatrixFormat.kColwise
    lp.a_matrix_.start_, lp.a_matrix_.index_ = np.array(start), np.array(index)
    lp.a_matrix_.value_ = np.array(value, float)
    kinds = [highspy.HighsVarType.kInteger] * len(ways) + [highspy.HighsVarType.kContinuous] * len(wallets)
    lp.integrality_ = kinds
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
    value = -solver.getInfo().objective_function_value
    return took, round(value) if np.isfinite(value) else None, optimal


def middle(problem, limit):
    first = solve(problem, limit)
    if first[0] >= 0.05:
        return first
    # As for the planner: the middle of three, where that costs nothing.
    took = sorted([first[0], solve(problem, limit)[0], solve(problem, limit)[0]])[1]
    return took, first[1], first[2]


def main():
    limit = float(sys.argv[1])
    for line in sys.stdin:
        problem = json.loads(line)
        if "ways" not in problem:
            continue
        took, saved, optimal = middle(problem, limit) if problem["ways"] else (0.0, 0, True)
        print(json.dumps({"cart": problem["cart"], "millis": took * 1e3, "saved": saved, "optimal": optimal}), flush=True)


if sys.argv[1:] == ["--version"]:
    print(highspy.Highs().version())
else:
    main()
