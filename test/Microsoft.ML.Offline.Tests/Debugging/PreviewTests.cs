namespace Microsoft.ML.Offline.Tests.Debugging;

public class PreviewTests
{
    private readonly MLContext _context = TestData.Context();

    [Fact]
    public void Preview_OfTransformer_ShowsWhatItMakes()
    {
        var preview = _context.Transforms.CopyColumns("Copy", "Number").Fit(_context.View()).Preview(_context.View(), maxRows: 2);

        Assert.Equal(2, preview.RowView.Length);
        Assert.Equal([0f, 1f], preview.ColumnView.Single(c => c.Column.Name == "Copy").Values);
        Assert.Equal(5, preview.Schema.Count);
    }

    [Fact]
    public void Preview_OfEstimator_LearnsFromTheFirstRows()
    {
        var preview = _context.Transforms.Conversion.MapValueToKey("Label").Preview(_context.View(), maxRows: 4, maxTrainingRows: 2);

        Assert.Equal([1u, 2u, 0u, 1u], preview.ColumnView.Last(c => c.Column.Name == "Label").Values);
    }
}
