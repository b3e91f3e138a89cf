namespace Microsoft.ML.Offline.Tests.Chains;

public class OwnershipTests
{
    private readonly MLContext _context = TestData.Context();

    [Fact]
    public void Chain_Disposed_DisposesItsTransformers()
    {
        var owned = new Disposable();

        new TransformerChain<ITransformer>(owned).Dispose();

        Assert.True(owned.IsDisposed);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void PredictionEngine_Disposed_DisposesTheModelThatItOwns(bool owns)
    {
        var model = new Disposable();

        _context.Model.CreatePredictionEngine<TestData.Row, TestData.Row>(model, new PredictionEngineOptions { OwnsTransformer = owns }).Dispose();

        Assert.Equal(owns, model.IsDisposed);
    }

    [Fact]
    public void Append_OfTransformers_GivesAChainOfBoth()
    {
        var first = _context.Transforms.CopyColumns("A", "Number").Fit(_context.View());

        var chain = first.Append(_context.Transforms.CopyColumns("B", "A").Fit(first.Transform(_context.View())));

        Assert.Equal(_context.View().Numbers(), chain.Transform(_context.View()).GetColumn<float>("B"));
        Assert.Equal(2, chain.Count());
    }

    private sealed class Disposable : ITransformer, IDisposable
    {
        private readonly ITransformer _inner = new TransformerChain<ITransformer>();

        public bool IsDisposed { get; private set; }

        public bool IsRowToRowMapper => true;

        public DataViewSchema GetOutputSchema(DataViewSchema inputSchema) => inputSchema;

        public IDataView Transform(IDataView input) => input;

        public IRowToRowMapper GetRowToRowMapper(DataViewSchema inputSchema) => _inner.GetRowToRowMapper(inputSchema);

        public void Save(ModelSaveContext ctx) => _inner.Save(ctx);

        public void Dispose() => IsDisposed = true;
    }
}
