namespace Microsoft.ML.Offline.Tests.Data;

public class FilterTests
{
    private readonly MLContext _context = TestData.Context();

    [Fact]
    public void TakeAndSkip_OfRows_GiveThatStretch()
    {
        var view = _context.View();

        Assert.Equal([0, 1, 2], _context.Data.TakeRows(view, 3).Numbers());
        Assert.Equal([10, 11], _context.Data.SkipRows(view, 10).Numbers());
        Assert.Empty(_context.Data.SkipRows(view, 100).Numbers());
        Assert.Equal(12, _context.Data.TakeRows(view, 100).Numbers().Length);
        Assert.Throws<ArgumentOutOfRangeException>(() => _context.Data.TakeRows(view, 0));
    }

    [Fact]
    public void FilterRowsByColumn_KeepsTheLowerBoundOnly()
    {
        Assert.Equal([3, 4], _context.Data.FilterRowsByColumn(_context.View(), "Number", 3, 5).Numbers());
        Assert.Equal([10, 11], _context.Data.FilterRowsByColumn(_context.View(), "Number", lowerBound: 10).Numbers());
        Assert.Equal([1], _context.Data.FilterRowsByColumn(_context.Data.LoadFromEnumerable([new { Number = 1f }, new { Number = float.NaN }, new { Number = float.PositiveInfinity }]), "Number").Numbers());
        Assert.Throws<ArgumentOutOfRangeException>(() => _context.Data.FilterRowsByColumn(_context.View(), "Label", 3, 5));
        Assert.Throws<ArgumentOutOfRangeException>(() => _context.Data.FilterRowsByColumn(_context.View(), "None", 3, 5));
    }

    [Fact]
    public void FilterRowsByKeyColumnFraction_KeepsKeysOfThatPart()
    {
        var half = _context.Data.FilterRowsByKeyColumnFraction(_context.View(), "Group", 0, 0.5);

        Assert.Equal([1, 2], half.GetColumn<uint>("Group").Distinct());
        Assert.Equal(12, _context.Data.FilterRowsByKeyColumnFraction(_context.View(), "Group").Numbers().Length);
    }

    [Fact]
    public void FilterRowsByMissingValues_DropsNaNInScalarsAndVectors()
    {
        var rows = TestData.Rows(5);
        rows[1].Number = float.NaN;
        rows[3].Features[2] = float.NaN;
        var view = _context.Data.LoadFromEnumerable(rows);

        Assert.Equal([0, 2, 3, 4], _context.Data.FilterRowsByMissingValues(view, "Number").Numbers());
        Assert.Equal([0, 2, 4], _context.Data.FilterRowsByMissingValues(view, "Number", "Features").Numbers());
    }

    [Fact]
    public void FilterByCustomPredicate_DropsRowsThatItHoldsFor()
        => Assert.Equal([3, 4], _context.Data.FilterByCustomPredicate<TestData.Row>(_context.View(5), row => row.Number < 3).Numbers());

    [Fact]
    public void ShuffleRows_GivesAllRowsInOneOtherOrder()
    {
        var shuffled = _context.Data.ShuffleRows(_context.View(200), seed: 3, shufflePoolSize: 50);

        Assert.NotEqual(_context.View(200).Numbers(), shuffled.Numbers());
        Assert.Equal(_context.View(200).Numbers(), shuffled.Numbers().Order());
        Assert.Equal(shuffled.Numbers(), shuffled.Numbers());
        Assert.NotEqual(shuffled.Numbers(), _context.Data.ShuffleRows(_context.View(200), seed: 4, shufflePoolSize: 50).Numbers());
        Assert.All(_context.Data.CreateEnumerable<TestData.Row>(shuffled, false), row => Assert.Equal([row.Number, -row.Number, row.Number * row.Number], row.Features));
    }

    [Fact]
    public void Split_OfRows_IsOfBothPartsAndRepeats()
    {
        var split = _context.Data.TrainTestSplit(_context.View(1000), 0.2);

        Assert.Equal(_context.View(1000).Numbers(), split.TrainSet.Numbers().Concat(split.TestSet.Numbers()).Order());
        Assert.InRange(split.TestSet.Numbers().Length, 150, 250);
        Assert.Equal(split.TestSet.Numbers(), _context.Data.TrainTestSplit(_context.View(1000), 0.2).TestSet.Numbers());
        Assert.NotEqual(split.TestSet.Numbers(), _context.Data.TrainTestSplit(_context.View(1000), 0.2, seed: 9).TestSet.Numbers());
        Assert.Equal(_context.View(1).Schema.Select(c => c.Name), split.TrainSet.Schema.Select(c => c.Name));
        Assert.Throws<ArgumentOutOfRangeException>(() => _context.Data.TrainTestSplit(_context.View(), 1));
    }

    [Fact]
    public void Split_ByColumn_KeepsItsValuesTogether()
    {
        var rows = TestData.Rows(400);
        foreach (var row in rows)
            row.Label = $"subject {(int)row.Number % 40}";

        var split = _context.Data.TrainTestSplit(_context.Data.LoadFromEnumerable(rows), 0.3, samplingKeyColumnName: "Label");

        Assert.Empty(split.TrainSet.GetColumn<string>("Label").Intersect(split.TestSet.GetColumn<string>("Label")));
        Assert.NotEmpty(split.TestSet.Numbers());
        Assert.Equal(400, split.TrainSet.Numbers().Length + split.TestSet.Numbers().Length);
    }

    [Fact]
    public void Split_ByKeyColumn_DividesTheKeysInOrder()
    {
        var split = _context.Data.TrainTestSplit(_context.View(), 0.25, samplingKeyColumnName: "Group");

        Assert.All(split.TestSet.GetColumn<uint>("Group"), key => Assert.Equal(1u, key));
        Assert.Equal(3, split.TestSet.Numbers().Length);
    }

    [Fact]
    public void Folds_OfCrossValidation_TestEveryRowOnce()
    {
        var folds = _context.Data.CrossValidationSplit(_context.View(500), 4);

        Assert.Equal(4, folds.Count);
        Assert.Equal(_context.View(500).Numbers(), folds.SelectMany(f => f.TestSet.Numbers()).Order());
        Assert.All(folds, f => Assert.Equal(500, f.TestSet.Numbers().Length + f.TrainSet.Numbers().Length));
        Assert.All(folds, f => Assert.InRange(f.TestSet.Numbers().Length, 80, 170));
    }

    [Fact]
    public void Preview_OfView_ShowsTheFirstRows()
    {
        var preview = _context.View().Preview(maxRows: 4);

        Assert.Equal(4, preview.RowView.Length);
        Assert.Equal(4, preview.ColumnView.Length);
        Assert.Equal("Number", preview.RowView[0].Values[0].Key);
        Assert.Equal(3f, preview.ColumnView[0].Values[3]);
        Assert.Equal([2, -2, 4], ((VBuffer<float>)preview.RowView[2].Values.Single(v => v.Key == "Features").Value).DenseValues());
    }
}
