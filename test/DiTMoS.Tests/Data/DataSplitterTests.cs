using DiTMoS.Data;
using FsCheck;
using FsCheck.Fluent;

namespace DiTMoS.Tests.Data;

public class DataSplitterTests
{
    [Theory]
    [InlineData(SplitKind.Random, null)]
    [InlineData(SplitKind.Random, 4)]
    [InlineData(SplitKind.Trial, null)]
    [InlineData(SplitKind.Trial, 3)]
    [InlineData(SplitKind.Subject, null)]
    [InlineData(SplitKind.Subject, 4)]
    public void Split_AnySeedAndSize_EveryWindowInOnePartAndGroupsTogether(SplitKind kind, int? folds)
    {
        Property property = Prop.ForAll(
            Gen.Choose(0, 1000000).ToArbitrary(),
            Gen.Choose(4, 9).ToArbitrary(),
            Gen.Choose(2, 5).ToArbitrary(),
            (seed, subjects, classes) =>
            {
                WindowSet windows = WindowSets.Create(subjects, classes, trials: 3, windowsPerTrial: 2);
                var options = new SplitOptions { Kind = kind, Folds = folds, Fold = folds is null ? 0 : seed % folds.Value, Seed = seed };

                DataSplit split = DataSplitter.Split(windows, options);

                Assert.Equal(Enumerable.Range(0, windows.Count), split.Train.Concat(split.Validation).Concat(split.Test).Order());
                Assert.All([split.Train, split.Validation, split.Test], Assert.NotEmpty);
                Assert.Equal(windows.Classes, split.Train.Select(row => windows.Labels[row]).Distinct().Count());
                int[]? groups = kind == SplitKind.Trial ? windows.Trials : kind == SplitKind.Subject ? windows.Subjects : null;
                AssertApart(groups, split);
                DataSplit again = DataSplitter.Split(windows, options);
                Assert.Equal<int[]>([split.Train, split.Validation, split.Test], [again.Train, again.Validation, again.Test]);
            });

        FsCheck.Check.One(Mutations.Config(40), property);
    }

    [Theory]
    [InlineData(SplitKind.Random, 4)]
    [InlineData(SplitKind.Trial, 5)]
    [InlineData(SplitKind.Subject, 3)]
    public void Split_AllFolds_TestEveryWindowOnce(SplitKind kind, int folds)
    {
        WindowSet windows = WindowSets.Create();

        IEnumerable<int> tested = Enumerable.Range(0, folds).SelectMany(fold => DataSplitter.Split(windows, new SplitOptions { Kind = kind, Folds = folds, Fold = fold }).Test);

        Assert.Equal(Enumerable.Range(0, windows.Count), tested.Order());
    }

    [Fact]
    public void Split_RandomFractions_EachClassInProportion()
    {
        WindowSet windows = WindowSets.Create(subjects: 5, classes: 2, trials: 2, windowsPerTrial: 5);      // 50 of each class

        DataSplit split = DataSplitter.Split(windows, new SplitOptions { Kind = SplitKind.Random, TestFraction = 0.3, ValidationFraction = 0.2 });

        Assert.Equal([(0, 15), (1, 15)], CountClasses(windows, split.Test));
        Assert.Equal([(0, 7), (1, 7)], CountClasses(windows, split.Validation));
        Assert.Equal([(0, 28), (1, 28)], CountClasses(windows, split.Train));
        Assert.Contains("can be in both parts", split.Description, StringComparison.Ordinal);
    }

    [Fact]
    public void Split_TrialFraction_AboutTheFractionOfEachClass()
    {
        WindowSet windows = WindowSets.Create(subjects: 10, classes: 3, trials: 4, windowsPerTrial: 5);     // 200 windows, 40 trials of each class

        DataSplit split = DataSplitter.Split(windows, new SplitOptions { Kind = SplitKind.Trial });

        Assert.Equal([(0, 40), (1, 40), (2, 40)], CountClasses(windows, split.Test));
        Assert.Equal([(0, 30), (1, 30), (2, 30)], CountClasses(windows, split.Validation));
    }

    [Fact]
    public void Split_SubjectDefault_TestsEveryFourthInNaturalOrder()
    {
        WindowSet windows = WindowSets.Create(subjects: 12);

        DataSplit split = DataSplitter.Split(windows, new SplitOptions());

        Assert.Equal(["p4", "p8", "p12"], SubjectsOf(windows, split.Test));
        Assert.Equal(2, SubjectsOf(windows, split.Validation).Length);
        Assert.Contains("p4, p8, p12 tested", split.Description, StringComparison.Ordinal);
    }

    [Fact]
    public void Split_ThreeSubjects_TestsTheLast()
    {
        WindowSet windows = WindowSets.Create(subjects: 3);

        DataSplit split = DataSplitter.Split(windows, new SplitOptions());

        Assert.Equal(["p3"], SubjectsOf(windows, split.Test));
        Assert.Single(SubjectsOf(windows, split.Validation));
    }

    [Fact]
    public void Split_NamedSubjects_TestsThem()
    {
        WindowSet windows = WindowSets.Create();

        DataSplit split = DataSplitter.Split(windows, new SplitOptions { TestSubjects = ["p5", "p2"], ValidationFraction = 0 });

        Assert.Equal(["p2", "p5"], SubjectsOf(windows, split.Test));
        Assert.Equal(["p1", "p3", "p4", "p6"], SubjectsOf(windows, split.Train));
        Assert.Empty(split.Validation);
    }

    [Fact]
    public void Split_LeaveOneOut_EachSubjectInTurn()
    {
        WindowSet windows = WindowSets.Create(subjects: 11);
        var options = new SplitOptions { LeaveOneOut = true };

        int folds = DataSplitter.FoldCount(windows, options);

        Assert.Equal(11, folds);
        Assert.Equal(
            Enumerable.Range(1, 11).Select(s => $"p{s}"),
            Enumerable.Range(0, folds).Select(fold => Assert.Single(SubjectsOf(windows, DataSplitter.Split(windows, options with { Fold = fold }).Test))));
    }

    [Fact]
    public void Split_SubjectsWithoutWindows_AreNotCounted()
    {
        WindowSet all = WindowSets.Create(subjects: 6);
        WindowSet windows = all.Select([.. Enumerable.Range(0, all.Count).Where(n => all.Subjects![n] is 1 or 3 or 5)]);

        Assert.Equal(3, DataSplitter.FoldCount(windows, new SplitOptions { LeaveOneOut = true }));
        Assert.Equal(["p6"], SubjectsOf(windows, DataSplitter.Split(windows, new SplitOptions()).Test));
    }

    [Theory]
    [InlineData("subject", "validation on subjects")]
    [InlineData("trial", "validation on whole recordings")]
    [InlineData("window", "validation on windows at random")]
    public void Split_OfficialFolds_ValidationGroupsByWhatTheFoldsRespect(string respected, string description)
    {
        WindowSet windows = WindowSets.Create();
        int[] folds = [.. Enumerable.Range(0, windows.Count).Select(n => (respected == "subject" ? windows.Subjects![n] : respected == "trial" ? windows.Trials![n] : n) % 3)];

        DataSplit split = DataSplitter.Split(windows.With(folds: folds), new SplitOptions { Kind = SplitKind.Official, Fold = 1 });

        Assert.Equal(Enumerable.Range(0, windows.Count).Where(n => folds[n] == 1), split.Test);
        Assert.Contains("official fold 1 of 3", split.Description, StringComparison.Ordinal);
        Assert.Contains(description, split.Description, StringComparison.Ordinal);
    }

    [Fact]
    public void Split_OfficialTestSet_NeverTestedIsTrainedOn()
    {
        WindowSet windows = WindowSets.Create();
        int[] folds = [.. windows.Subjects!.Select(subject => subject >= 4 ? 0 : -1)];

        DataSplit split = DataSplitter.Split(windows.With(folds: folds), new SplitOptions { Kind = SplitKind.Official });

        Assert.Equal(["p5", "p6"], SubjectsOf(windows, split.Test));
    }

    [Fact]
    public void Split_SubjectThatIsNotThere_ListsThoseThatAre() =>
        AssertRefused(WindowSets.Create(), new SplitOptions { TestSubjects = ["p1", "p9"] }, "'p9'", "p1, p2, p3, p4, p5, p6");

    [Fact]
    public void Split_AllOrNoSubjectsNamed_Refused()
    {
        AssertRefused(WindowSets.Create(subjects: 2), new SplitOptions { TestSubjects = ["p1", "p2"] }, "leave at least one");
        AssertRefused(WindowSets.Create(subjects: 2), new SplitOptions { TestSubjects = [] }, "at least one subject");
    }

    [Fact]
    public void Split_ClassSmallerThanFolds_NamesIt()
    {
        WindowSet all = WindowSets.Create(subjects: 2, classes: 2);
        int[] few = [.. Enumerable.Range(0, all.Count).Where(n => all.Labels[n] == 0), .. Enumerable.Range(0, all.Count).Where(n => all.Labels[n] == 1).Take(2)];

        AssertRefused(all.Select(few), new SplitOptions { Kind = SplitKind.Random, Folds = 3 }, "'class1'", "It has 2");
    }

    [Fact]
    public void Split_ClassOfOneSubject_NamesItWhereThatSubjectIsTested()
    {
        WindowSet windows = WindowSets.Create(subjects: 4, classes: 2);
        int[] labels = [.. windows.Labels];
        Array.ForEach([.. Enumerable.Range(0, labels.Length).Where(n => windows.Subjects![n] != 2)], n => labels[n] = 0);
        WindowSet rare = windows.With(labels: labels);

        AssertRefused(rare, new SplitOptions { TestSubjects = ["p3"] }, "'class1' is missing in the training part");
        Assert.DoesNotContain("p3", SubjectsOf(rare, DataSplitter.Split(rare, new SplitOptions { TestSubjects = ["p1"], ValidationFraction = 0.4 }).Validation));
    }

    [Fact]
    public void Split_TooFewGroups_SaysHowManyThereAre()
    {
        AssertRefused(WindowSets.Create(subjects: 1), new SplitOptions(), "at least 2 subjects", "There is 1");
        AssertRefused(WindowSets.Create(subjects: 2), new SplitOptions(), "a validation part needs at least 2 subjects", "ValidationFraction to 0");
        AssertRefused(WindowSets.Create(subjects: 3), new SplitOptions { Folds = 4 }, "at least 4 subjects");
    }

    [Fact]
    public void Split_WhatIsNotKnown_Refused()
    {
        AssertRefused(WindowSets.Create().With(withoutSubjects: true), new SplitOptions(), "does not say which subject");
        AssertRefused(WindowSets.Create().With(withoutTrials: true), new SplitOptions { Kind = SplitKind.Trial }, "does not say which recording");
        AssertRefused(WindowSets.Create(), new SplitOptions { Kind = SplitKind.Official }, "no official folds");
    }

    public static TheoryData<SplitOptions, string> BadOptions => new()
    {
        { new() { TestFraction = 0 }, "TestFraction" },
        { new() { TestFraction = 1 }, "TestFraction" },
        { new() { TestFraction = double.NaN }, "TestFraction" },
        { new() { ValidationFraction = -0.1 }, "ValidationFraction" },
        { new() { ValidationFraction = 1 }, "ValidationFraction" },
        { new() { Folds = 1 }, "Folds must be at least 2" },
        { new() { Folds = 3, Fold = 3 }, "Fold must be in [0, 3)" },
        { new() { Fold = 1 }, "Fold must be in [0, 1)" },
        { new() { Fold = -1, Folds = 3 }, "Got -1" },
        { new() { Folds = 3, LeaveOneOut = true }, "Folds cannot be chosen" },
        { new() { Folds = 3, TestSubjects = ["p1"] }, "Folds cannot be chosen" },
        { new() { LeaveOneOut = true, TestSubjects = ["p1"] }, "TestSubjects cannot be given" },
        { new() { Kind = SplitKind.Trial, LeaveOneOut = true }, "SplitKind.Subject only" },
        { new() { Kind = SplitKind.Random, TestSubjects = ["p1"] }, "SplitKind.Subject only" },
        { new() { Kind = (SplitKind)9 }, "Kind must be" },
    };

    [Theory]
    [MemberData(nameof(BadOptions))]
    public void Split_BadOptions_NamesTheOption(SplitOptions options, string part) => AssertRefused(WindowSets.Create(), options, part);

    [Fact]
    public void FromRows_RowInTwoParts_Refused()
    {
        WindowSet windows = WindowSets.Create();

        Assert.Contains("Row 4 ", Refuse(windows, SplitKind.Random, [0, 4, 8, 16], [], [4, 5]).Message, StringComparison.Ordinal);
        Assert.Contains("[0, 144)", Refuse(windows, SplitKind.Random, [0, 8, 144], [], [4]).Message, StringComparison.Ordinal);
        Assert.Contains("test part must have", Refuse(windows, SplitKind.Random, [0], [], []).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void FromRows_GroupInTwoParts_RefusedByKind()
    {
        WindowSet windows = WindowSets.Create();
        int[] train = [0, 8, 16];                        // three classes of subject p1, one trial each

        Assert.Contains("'p1'", Refuse(windows, SplitKind.Subject, train, [], [4]).Message, StringComparison.Ordinal);
        Assert.Contains("Recording 2 ", Refuse(windows, SplitKind.Trial, train, [9], [24]).Message, StringComparison.Ordinal);
        Assert.Equal(["p1"], DataSplit.FromRows(windows, SplitKind.Trial, train, [], [4]).SubjectsInBothParts(windows));
        Assert.Empty(DataSplit.FromRows(windows, SplitKind.Subject, train, [25], [50]).SubjectsInBothParts(windows));
    }

    [Fact]
    public void FromRows_ClassMissingInTraining_NamesIt() =>
        Assert.Contains("'class2'", Refuse(WindowSets.Create(), SplitKind.Random, [0, 8], [], [16]).Message, StringComparison.Ordinal);

    private static OptionException Refuse(WindowSet windows, SplitKind kind, int[] train, int[] validation, int[] test) =>
        Assert.Throws<OptionException>(() => DataSplit.FromRows(windows, kind, train, validation, test));

    private static void AssertRefused(WindowSet windows, SplitOptions options, params string[] parts)
    {
        string message = Assert.Throws<OptionException>(() => DataSplitter.Split(windows, options)).Message;
        Assert.All(parts, part => Assert.Contains(part, message, StringComparison.Ordinal));
    }

    private static void AssertApart(int[]? groups, DataSplit split)
    {
        if (groups is null)
        {
            return;
        }

        int[][] parts = [.. new[] { split.Train, split.Validation, split.Test }.Select(rows => rows.Select(row => groups[row]).Distinct().ToArray())];
        Assert.Equal(parts.Sum(part => part.Length), parts.SelectMany(part => part).Distinct().Count());
    }

    private static string[] SubjectsOf(WindowSet windows, int[] rows) => [.. rows.Select(row => windows.Subjects![row]).Distinct().Order().Select(subject => windows.SubjectNames![subject])];

    private static (int Class, int Count)[] CountClasses(WindowSet windows, int[] rows) =>
        [.. rows.CountBy(row => windows.Labels[row]).OrderBy(part => part.Key).Select(part => (part.Key, part.Value))];
}
