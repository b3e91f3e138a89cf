using DiTMoS.Data;

namespace DiTMoS.Tests.Data;

public sealed class ClassBalanceTests
{
    [Fact]
    public void Of_SplitBySubject_CountsClassesAndNamesSubjects()
    {
        WindowSet windows = WindowSets.Create();
        DataSplit split = DataSplitter.Split(windows, new SplitOptions { TestSubjects = ["p2", "p5"], ValidationFraction = 0.25 });

        ClassBalance balance = ClassBalance.Of(windows, split);

        Assert.Equal(["class0", "class1", "class2"], balance.Classes.Select(row => row.ClassName));
        Assert.All(balance.Classes, row => Assert.Equal((24, 8, 16, 48), (row.Train, row.Validation, row.Test, row.Total)));
        Assert.Equal(["p2", "p5"], balance.TestSubjects);
        Assert.Equal(["p1", "p3", "p4", "p6"], balance.TrainSubjects.Concat(balance.ValidationSubjects).Order());
        Assert.Single(balance.ValidationSubjects);
    }

    [Fact]
    public void Of_WindowsWithoutSubjects_NamesNone()
    {
        WindowSet windows = WindowSets.Create().With(withoutSubjects: true);

        Assert.Empty(ClassBalance.Of(windows, DataSplitter.Split(windows, new SplitOptions { Kind = SplitKind.Random })).TestSubjects);
    }
}
