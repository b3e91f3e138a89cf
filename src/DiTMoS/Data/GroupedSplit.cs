namespace DiTMoS.Data;

/// <summary>Divides windows by groups (recordings or subjects), with the classes in proportion as far as the groups allow.</summary>
internal static class GroupedSplit
{
    /// <summary>Cuts off groups with about a fraction of every class: at least one group, and where possible without taking a class away from the rest.</summary>
    /// <remarks>Takes the groups in random order, each that brings the classes' shares nearer to the fraction. At least two groups are needed.</remarks>
    public static (int[] Kept, int[] Cut) Cut(int[] rows, int[] labels, int[] groups, double fraction, SeededRandom random)
    {
        Group[] all = Gather(rows, labels, groups);
        random.Shuffle<Group>(all);
        Dictionary<int, int> totals = CountClasses(rows, labels);
        Dictionary<int, int> taken = totals.Keys.ToDictionary(label => label, _ => 0);

        var cut = new HashSet<int>();
        foreach (Group group in all)
        {
            if (LeavesEveryClass(group) && Change(group) < 0)
            {
                Take(group);
            }
        }

        if (cut.Count == 0)
        {
            Take(all.OrderBy(group => LeavesEveryClass(group) ? 0 : 1).ThenBy(Change).First());
        }

        return Part(rows, row => cut.Contains(groups[row]));

        bool LeavesEveryClass(Group group) => group.Classes.All(part => taken[part.Class] + part.Count < totals[part.Class]);

        // How much farther from the wanted shares the cut is with this group than without it.
        double Change(Group group) => group.Classes.Sum(part =>
        {
            double goal = fraction * totals[part.Class];
            int before = taken[part.Class];
            return (Math.Abs(before + part.Count - goal) - Math.Abs(before - goal)) / totals[part.Class];
        });

        void Take(Group group)
        {
            cut.Add(group.Id);
            foreach ((int label, int count) in group.Classes)
            {
                taken[label] += count;
            }
        }
    }

    /// <summary>Gives every group a fold, large groups first, each to the fold that has least of its classes; cuts off one fold.</summary>
    /// <remarks>With at least as many groups as folds, no fold stays empty.</remarks>
    public static (int[] Kept, int[] Cut) CutFold(int[] rows, int[] labels, int[] groups, int folds, int fold, SeededRandom random)
    {
        Group[] all = Gather(rows, labels, groups);
        random.Shuffle<Group>(all);
        Dictionary<int, int> totals = CountClasses(rows, labels);
        var load = new Dictionary<int, int>[folds];          // windows by class
        for (int f = 0; f < folds; f++)
        {
            load[f] = totals.Keys.ToDictionary(label => label, _ => 0);
        }

        var windows = new int[folds];
        var cut = new HashSet<int>();
        foreach (Group group in all.OrderByDescending(group => group.Windows))       // stable: ties stay shuffled
        {
            int best = Enumerable.Range(0, folds)
                .MinBy(f => (group.Classes.Sum(part => (double)part.Count * load[f][part.Class] / totals[part.Class]), windows[f]));
            foreach ((int label, int count) in group.Classes)
            {
                load[best][label] += count;
            }

            windows[best] += group.Windows;
            if (best == fold)
            {
                cut.Add(group.Id);
            }
        }

        return Part(rows, row => cut.Contains(groups[row]));
    }

    /// <summary>Divides rows by a condition, in their order.</summary>
    public static (int[] Kept, int[] Cut) Part(int[] rows, Predicate<int> isCut) =>
        (Array.FindAll(rows, row => !isCut(row)), Array.FindAll(rows, isCut));

    private static Group[] Gather(int[] rows, int[] labels, int[] groups) =>
        [.. rows.GroupBy(row => groups[row])
            .OrderBy(group => group.Key)
            .Select(group => new Group(group.Key, group.Count(), [.. CountClasses(group, labels).OrderBy(part => part.Key).Select(part => (part.Key, part.Value))]))];

    private static Dictionary<int, int> CountClasses(IEnumerable<int> rows, int[] labels) =>
        rows.CountBy(row => labels[row]).ToDictionary(part => part.Key, part => part.Value);

    private sealed record Group(int Id, int Windows, (int Class, int Count)[] Classes);
}
