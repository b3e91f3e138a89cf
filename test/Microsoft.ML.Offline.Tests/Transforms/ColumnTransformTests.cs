namespace Microsoft.ML.Offline.Tests.Transforms;

public class ColumnTransformTests
{
    private readonly MLContext _context = TestData.Context();

    [Fact]
    public void Copy_OverAnExistingName_HidesIt()
    {
        var view = Apply(_context.Transforms.CopyColumns("Label", "Number"));

        Assert.Equal(5, view.Schema.Count);
        Assert.Equal(NumberDataViewType.Single, view.Schema["Label"].Type);
        Assert.True(view.Schema.First(c => c.Name == "Label").IsHidden);
        Assert.Equal(["a", "b"], view.GetColumn<string>(view.Schema.First(c => c.Name == "Label")).Take(2));
    }

    [Fact]
    public void Concatenate_OfScalarsAndVectors_NamesTheSlots()
    {
        var joined = Apply(_context.Transforms.Concatenate("All", "Number", "Features", "Number").Append(_context.Transforms.Concatenate("More", "All", "Number")));
        var names = default(VBuffer<ReadOnlyMemory<char>>);
        joined.Schema["More"].GetSlotNames(ref names);

        Assert.Equal("Vector<Single, 5>", joined.Schema["All"].Type.ToString());
        Assert.Equal([2, 2, -2, 4, 2], joined.GetColumn<float[]>("All").ElementAt(2));
        Assert.Equal(["All.Number", "", "", "", "All.Number", "Number"], names.DenseValues().Select(n => n.ToString()));
        Assert.False(joined.Schema["All"].IsNormalized());
    }

    [Fact]
    public void Concatenate_OfVectorsWhoseSizesDiffer_HasNoKnownSize()
    {
        var source = _context.Data.LoadFromEnumerable([new { A = new float[] { 1, 2 } }, new { A = new float[] { 3 } }]);
        var joined = _context.Transforms.Concatenate("B", "A", "A").Fit(source).Transform(source);

        Assert.False(((VectorDataViewType)joined.Schema["B"].Type).IsKnownSize);
        Assert.Equal([[1, 2, 1, 2], [3, 3]], joined.GetColumn<float[]>("B"));
    }

    [Fact]
    public void Concatenate_ThatDoesNotFit_Throws()
    {
        Assert.Throws<InvalidOperationException>(() => Apply(new EstimatorChain<ITransformer>().Append(_context.Transforms.Concatenate("A", "Number", "Label"))));
        Assert.Throws<InvalidOperationException>(() => Apply(new EstimatorChain<ITransformer>().Append(_context.Transforms.Concatenate("A", "Group", "Group"))));
        Assert.Throws<ArgumentOutOfRangeException>(() => Apply(new EstimatorChain<ITransformer>().Append(_context.Transforms.Concatenate("A", "None"))));
        Assert.Throws<ArgumentOutOfRangeException>(() => _context.Transforms.Concatenate("A"));
    }

    [Fact]
    public void DropAndSelect_OfColumns_LeaveTheOthersOut()
    {
        var copied = Apply(_context.Transforms.CopyColumns("Label", "Number"));

        Assert.Equal(["Group", "Features"], Names(Apply(_context.Transforms.DropColumns("Label", "Number"), copied)));
        Assert.Equal(["Label", "Number"], Names(Apply(_context.Transforms.SelectColumns("Label", "Number"), copied)));
        Assert.Equal(["Label", "Label", "Number"], Names(Apply(_context.Transforms.SelectColumns(["Label", "Number"], keepHidden: true), copied)));
        Assert.Throws<ArgumentOutOfRangeException>(() => Apply(_context.Transforms.DropColumns("None")));
        Assert.Throws<ArgumentOutOfRangeException>(() => Apply(_context.Transforms.SelectColumns("None")));
    }

    [Fact]
    public void CustomMapping_OfRows_RunsOncePerRow()
    {
        var calls = 0;
        void Map(Source row, Result result)
        {
            calls++;
            result.Twice = 2 * row.Number;
            result.Parts = [row.Number, row.Features[1]];
            result.Zero = 0;
        }

        var view = Apply(_context.Transforms.CustomMapping<Source, Result>(Map, contractName: null));
        var rows = _context.Data.CreateEnumerable<Result>(view, false).ToArray();

        Assert.Equal(12, calls);
        Assert.Equal(22, rows[11].Twice);
        Assert.Equal([11, -11], rows[11].Parts);
        Assert.Equal(1u, rows[11].Zero); // a member counts from 0, a column from 1
        Assert.Equal("Vector<Single, 2>", view.Schema["Parts"].Type.ToString());
        Assert.Equal("Key<UInt32, 0-0>", view.Schema["Zero"].Type.ToString());
    }

    [Fact]
    public void CustomMapping_WhoseInputIsMissingOrOther_Throws()
    {
        var view = _context.Data.LoadFromEnumerable([new { Number = 1.0, Features = new float[3] }]);
        var mapping = _context.Transforms.CustomMapping<Source, Result>((_, _) => { }, null);

        Assert.ThrowsAny<Exception>(() => mapping.Fit(view));
        Assert.Throws<ArgumentOutOfRangeException>(() => new EstimatorChain<ITransformer>().Append(mapping).Fit(view));
        Assert.Throws<ArgumentOutOfRangeException>(() => new EstimatorChain<ITransformer>().Append(mapping).Fit(_context.Data.LoadFromEnumerable([new { Number = 1f }])));
    }

    private static string[] Names(IDataView view) => [.. view.Schema.Select(c => c.Name)];

    private IDataView Apply(IEstimator<ITransformer> estimator, IDataView view = null)
    {
        view ??= _context.View();
        return estimator.Fit(view).Transform(view);
    }

    public sealed class Source
    {
        public float Number { get; set; }

        public float[] Features { get; set; }
    }

    public sealed class Result
    {
        public float Twice { get; set; }

        [VectorType(2)]
        public float[] Parts { get; set; }

        [KeyType(1)]
        public uint Zero { get; set; }
    }
}
