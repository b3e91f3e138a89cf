namespace Microsoft.ML.Offline.Tests.Chains;

public class ChainTests
{
    private readonly MLContext _context = TestData.Context();

    [Fact]
    public void EstimatorChain_Fit_GivesEveryTransformer()
    {
        var pipeline = _context.Transforms.CopyColumns("A", "Number").Append(_context.Transforms.CopyColumns("B", "A")).Append(_context.Transforms.Concatenate("C", "A", "B"));

        var model = pipeline.Fit(_context.View());

        Assert.Equal(3, model.Count());
        Assert.IsType<ColumnConcatenatingTransformer>(model.LastTransformer);
        Assert.IsType<ColumnConcatenatingEstimator>(pipeline.LastEstimator);
        Assert.Equal([2, 2], model.Transform(_context.View()).GetColumn<float[]>("C").ElementAt(2));
        Assert.True(((ITransformer)model).IsRowToRowMapper);
    }

    [Fact]
    public void EstimatorChain_WrongColumn_IsRefusedBeforeAnythingLearns()
    {
        var learned = false;
        var pipeline = _context.Transforms.CopyColumns("A", "Number").WithOnFitDelegate(_ => learned = true).Append(_context.Transforms.CopyColumns("B", "None"));

        Assert.Throws<ArgumentOutOfRangeException>(() => pipeline.Fit(_context.View()));
        Assert.False(learned);
    }

    [Fact]
    public void EstimatorChain_GetOutputSchema_AgreesWithFit()
    {
        var shapes = new List<SchemaShape>();
        var pipeline = _context.Transforms.Conversion.MapValueToKey("Key", "Label")
            .Append(_context.Transforms.NormalizeMinMax("Features"))
            .Append(_context.Transforms.Concatenate("All", "Number", "Features"))
            .Append(_context.Transforms.Conversion.MapKeyToValue("Text", "Key"))
            .Append(_context.Transforms.DropColumns("Group"))
            .Append(new ShapeProbe(shapes.Add));

        var fitted = pipeline.Fit(_context.View()).GetOutputSchema(_context.View().Schema);
        new EstimatorChain<ITransformer>().Append(new ShapeProbe(shapes.Add)).Fit(new EmptyOf(fitted));

        Assert.Equal(Describe(shapes[^1]), Describe(shapes[0]));
        Assert.Contains(shapes[0], c => c is { Name: "Key", IsKey: true } && c.Annotations.Any(a => a.Name == "KeyValues"));
        Assert.Contains(shapes[0], c => c is { Name: "All", Kind: SchemaShape.Column.VectorKind.Vector, IsKey: false } && c.ItemType == NumberDataViewType.Single);
    }

    [Fact]
    public void AppendCacheCheckpoint_ReadsWhatIsBeforeItOnce()
    {
        var asked = new List<string>();
        IEstimator<ITransformer> Twice() => _context.Transforms.NormalizeMinMax("Features").Append(_context.Transforms.NormalizeMeanVariance("Features"));
        var cached = new EstimatorChain<ITransformer>().Append(_context.Transforms.CopyColumns("A", "Number")).AppendCacheCheckpoint(_context).Append(Twice());
        var plain = new EstimatorChain<ITransformer>().Append(_context.Transforms.CopyColumns("A", "Number")).Append(Twice());

        cached.Fit(_context.View().Watched(asked.Add));
        var withCache = asked.Count;
        asked.Clear();
        plain.Fit(_context.View().Watched(asked.Add));

        Assert.Equal(1, withCache);
        Assert.Equal(2, asked.Count);
        Assert.Throws<InvalidOperationException>(() => new EstimatorChain<ITransformer>().AppendCacheCheckpoint(_context));
    }

    [Fact]
    public void TransformerChain_OfScopes_AppliesThoseOfTheScope()
    {
        var copy = _context.Transforms.CopyColumns("A", "Number").Fit(_context.View());
        var drop = _context.Transforms.DropColumns("Label").Fit(_context.View());
        var chain = new TransformerChain<ITransformer>().Append(copy, TransformerScope.Training).Append(drop);

        Assert.Null(chain.GetOutputSchema(_context.View().Schema).GetColumnOrNull("A"));
        Assert.NotNull(chain.GetOutputSchema(_context.View().Schema, TransformerScope.TrainTest).GetColumnOrNull("A"));
        Assert.Single(chain.GetModelFor(TransformerScope.Scoring));
        Assert.Null(chain.Transform(_context.View()).Schema.GetColumnOrNull("Label"));
    }

    [Fact]
    public void TransformerChain_WithoutTransformers_PassesRowsOn()
    {
        var chain = new TransformerChain<ITransformer>();

        Assert.Null(chain.LastTransformer);
        Assert.Equal(_context.View().Numbers(), chain.Transform(_context.View()).Numbers());
        Assert.Equal(2, new TransformerChain<ITransformer>(chain, chain).Count());
        Assert.Throws<InvalidOperationException>(() => new TransformerChain<ColumnCopyingTransformer>(chain));
    }

    [Fact]
    public void Transformer_ThatIsNoRowMapper_MakesTheChainNone()
    {
        var chain = new TransformerChain<ITransformer>(new Sorting());

        Assert.False(((ITransformer)chain).IsRowToRowMapper);
        Assert.Throws<InvalidOperationException>(() => ((ITransformer)chain).GetRowToRowMapper(_context.View().Schema));
        Assert.Throws<ArgumentOutOfRangeException>(() => _context.Model.CreatePredictionEngine<TestData.Row, TestData.Row>(chain));
    }

    private static string[] Describe(SchemaShape shape)
        => [.. shape.Select(c => $"{c.Name} {c.Kind} {c.ItemType} {c.IsKey} {{{string.Join(", ", c.Annotations.Select(a => $"{a.Name} {a.Kind} {a.ItemType}").Order(StringComparer.Ordinal))}}}").Order(StringComparer.Ordinal)];

    /// <summary>An estimator from outside: it hands on the shapes that it is asked about.</summary>
    private sealed class ShapeProbe(Action<SchemaShape> seen) : IEstimator<ITransformer>
    {
        public ITransformer Fit(IDataView input) => new TransformerChain<ITransformer>();

        public SchemaShape GetOutputSchema(SchemaShape inputSchema)
        {
            seen(inputSchema);
            return inputSchema;
        }
    }

    private sealed class EmptyOf(DataViewSchema schema) : IDataView
    {
        public DataViewSchema Schema => schema;

        public bool CanShuffle => false;

        public long? GetRowCount() => 0;

        public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random rand = null) => throw new NotSupportedException();

        public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random rand = null) => throw new NotSupportedException();
    }

    private sealed class Sorting : ITransformer
    {
        public bool IsRowToRowMapper => false;

        public DataViewSchema GetOutputSchema(DataViewSchema inputSchema) => inputSchema;

        public IDataView Transform(IDataView input) => input;

        public IRowToRowMapper GetRowToRowMapper(DataViewSchema inputSchema) => throw new NotSupportedException();

        public void Save(ModelSaveContext ctx) => throw new NotSupportedException();
    }
}
