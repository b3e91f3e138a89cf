namespace Microsoft.ML.Offline.Tests.Models;

public class ModelTests
{
    private readonly MLContext _context = TestData.Context();

    [Fact]
    public void LoadedModel_OfEveryBuiltInTransform_GivesTheSame()
    {
        var model = Pipeline().Fit(_context.View());

        var loaded = SaveAndLoad(model, _context.View().Schema, out var schema);

        Assert.Equal(Text(model.Transform(_context.View())), Text(loaded.Transform(_context.View())));
        Assert.Equal(Text(model.Transform(_context.View())), Text(SaveAndLoad(loaded, schema, out _).Transform(_context.View())));
        Assert.Equal(_context.View().Schema.Select(c => $"{c}"), schema.Select(c => $"{c}"));
        Assert.IsType<TransformerChain<ITransformer>>(loaded);
    }

    [Fact]
    public void LoadedSchema_WithAnnotations_HasThem()
    {
        var view = _context.Transforms.Conversion.MapValueToKey("Label").Fit(_context.View()).Transform(_context.View());

        SaveAndLoad(new TransformerChain<ITransformer>(), view.Schema, out var schema);
        var values = default(VBuffer<ReadOnlyMemory<char>>);
        schema["Label"].GetKeyValues(ref values);

        Assert.Equal(["a", "b", "c"], values.DenseValues().Select(v => v.ToString()));
        Assert.Equal("Key<UInt32, 0-2>", schema["Label"].Type.ToString());
    }

    [Fact]
    public void TransformerFromOutside_SavedByOneThatStandsForIt_IsLoadedAsThat()
    {
        var outside = new Outside(_context.Transforms.CopyColumns("Copy", "Number").Append(_context.Transforms.DropColumns("Label")).Fit(_context.View()));

        var loaded = SaveAndLoad(new TransformerChain<ITransformer>(outside), _context.View().Schema, out _);

        Assert.Equal(Text(outside.Transform(_context.View())), Text(loaded.Transform(_context.View())));
    }

    [Fact]
    public void TransformerFromOutside_ThatWritesNothing_IsRefused()
        => Assert.ThrowsAny<Exception>(() => SaveAndLoad(new TransformerChain<ITransformer>(new Silent()), _context.View().Schema, out _));

    [Fact]
    public void CustomMapping_WithoutContract_IsNotSaved()
    {
        var model = _context.Transforms.CustomMapping<TestData.Row, Doubled>(Doubling.Map, contractName: null).Fit(_context.View());

        Assert.Throws<InvalidOperationException>(() => SaveAndLoad(model, null, out _));
    }

    [Fact]
    public void CustomMapping_WithContract_IsFoundAgain()
    {
        Assert.SkipWhen(
            typeof(IHostEnvironment).Assembly.GetName() is { Name: "Microsoft.ML.Core" } name && name.GetPublicKey() is null or [],
            "A build of ML.NET that is not signed takes every assembly named Microsoft.ML.* for its own, and looks for no factories in it.");
        var model = _context.Transforms.CustomMapping<TestData.Row, Doubled>(Doubling.Map, "Doubling").Fit(_context.View());

        var loaded = SaveAndLoad(model, _context.View().Schema, out _);

        Assert.Equal(_context.View().Numbers().Select(x => 2 * x), loaded.Transform(_context.View()).GetColumn<float>("Twice"));
    }

    [Fact]
    public void CustomMapping_WhoseContractNobodyHas_IsNotLoaded()
    {
        var model = _context.Transforms.CustomMapping<TestData.Row, Doubled>(Doubling.Map, "Nobody").Fit(_context.View());

        Assert.ThrowsAny<Exception>(() => SaveAndLoad(model, _context.View().Schema, out _).Transform(_context.View()).GetColumn<float>("Twice").ToArray());
    }

    [Fact]
    public void Load_OfDamagedFile_Throws()
    {
        using var stream = new MemoryStream();
        _context.Model.Save(Pipeline().Fit(_context.View()), _context.View().Schema, stream);
        var bytes = stream.ToArray();

        Assert.ThrowsAny<Exception>(() => _context.Model.Load(new MemoryStream(bytes[..(bytes.Length / 2)]), out _));
        Assert.ThrowsAny<Exception>(() => _context.Model.Load(new MemoryStream(new byte[100]), out _));
        Assert.ThrowsAny<IOException>(() => _context.Model.Load("/no/such/file.zip", out _));
    }

    [Fact]
    public void Load_OfAlteredBytes_GivesTheModelOrAFormatException()
    {
        Assert.SkipUnless(typeof(MLContext).Assembly.GetName().Name == "Microsoft.ML.Offline", "ML.NET's own files are ML.NET's to check.");
        using var stream = new MemoryStream();
        _context.Model.Save(Pipeline().Fit(_context.View()), _context.View().Schema, stream);
        var random = new Random(5);

        var refused = 0;
        for (var i = 0; i < 500; i++)
        {
            var bytes = stream.ToArray();
            for (var changes = random.Next(1, 4); changes > 0; changes--)
                bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            try
            {
                new MLContext().Model.Load(new MemoryStream(bytes, 0, random.Next(3) == 0 ? random.Next(bytes.Length) : bytes.Length), out _);
            }
            catch (FormatException)
            {
                refused++;
            }
        }

        Assert.InRange(refused, 250, 500);
    }

    [Fact]
    public void Save_OfTheSameModel_GivesTheSameBytesToAFileAndAStream()
    {
        Assert.SkipUnless(typeof(MLContext).Assembly.GetName().Name == "Microsoft.ML.Offline", "ML.NET writes the time into its files.");
        var model = Pipeline().Fit(_context.View());
        using var stream = new MemoryStream();
        var path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());

        try
        {
            _context.Model.Save(model, _context.View().Schema, stream);
            _context.Model.Save(model, _context.View().Schema, path);

            Assert.Equal(stream.ToArray(), File.ReadAllBytes(path));
            Assert.Equal(Text(model.Transform(_context.View())), Text(_context.Model.Load(path, out _).Transform(_context.View())));
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void PredictionEngine_ForObjects_PredictsAsTheViewDoes()
    {
        var model = Pipeline().Fit(_context.View());
        using var engine = _context.Model.CreatePredictionEngine<TestData.Row, Prediction>(model);
        var rows = TestData.Rows(12);
        var expected = model.Transform(_context.View()).GetColumn<float[]>("All").ToArray();

        Assert.All(rows.Index(), row => Assert.Equal(expected[row.Index], engine.Predict(row.Item).All));
        Assert.Equal(["a", "b"], rows.Take(2).Select(row => engine.Predict(row).Text));
        Assert.NotNull(engine.OutputSchema.GetColumnOrNull("All"));
    }

    [Fact]
    public void PredictionEngine_IntoAPredictionThatIsThere_FillsItAgain()
    {
        using var engine = _context.Model.CreatePredictionEngine<TestData.Row, Prediction>(Pipeline().Fit(_context.View()));
        var prediction = new Prediction();
        var rows = TestData.Rows(3);

        engine.Predict(rows[1], ref prediction);
        var (first, array) = (prediction, prediction.All);
        engine.Predict(rows[2], ref prediction);

        Assert.Same(first, prediction);
        Assert.Same(array, prediction.All);
        Assert.Equal("c", prediction.Text);
    }

    [Fact]
    public void PredictionEngine_WithoutAColumn_ThrowsUnlessIgnored()
    {
        var model = _context.Transforms.CopyColumns("Copy", "Number").Fit(_context.View());

        Assert.Throws<ArgumentOutOfRangeException>(() => _context.Model.CreatePredictionEngine<TestData.Row, Prediction>(model, ignoreMissingColumns: false));
        using var engine = _context.Model.CreatePredictionEngine<TestData.Row, Prediction>(model);
        Assert.Null(engine.Predict(TestData.Rows(1)[0]).All);
        Assert.Throws<ArgumentNullException>(() => engine.Predict(null));
    }

    [Fact]
    public void PredictionEngine_OfASchema_HasItsTypes()
    {
        var view = _context.Transforms.Conversion.MapValueToKey("Group", "Label").Append(_context.Transforms.DropColumns("Label")).Fit(_context.View()).Transform(_context.View());
        var model = _context.Transforms.Conversion.MapKeyToValue("Text", "Group").Fit(view);

        using var engine = _context.Model.CreatePredictionEngine<TestData.Row, JustText>(model, _context.Transforms.SelectColumns("Number", "Group", "Features").Fit(view).Transform(view).Schema);

        Assert.Equal("b", engine.Predict(new TestData.Row { Group = 1, Features = [1, 2, 3] }).Text);
    }

    private static List<string> Text(IDataView view)
        => [.. view.Preview(1000).RowView.Select(row => string.Join("; ", row.Values.Select(v => $"{v.Key}={(v.Value is System.Collections.IEnumerable items and not string ? string.Join(" ", items.Cast<object>()) : v.Value)}"))), string.Join("; ", view.Schema)];

    private EstimatorChain<ColumnSelectingTransformer> Pipeline() => new EstimatorChain<ITransformer>()
        .Append(_context.Transforms.Conversion.MapValueToKey("Key", "Label"))
        .Append(_context.Transforms.NormalizeMinMax("Features"))
        .Append(_context.Transforms.NormalizeMeanVariance("Scaled", "Number", useCdf: true))
        .Append(_context.Transforms.Concatenate("All", "Features", "Scaled"))
        .Append(_context.Transforms.CopyColumns("Copy", "Group"))
        .Append(_context.Transforms.Conversion.MapKeyToValue("Text", "Key"))
        .Append(_context.Transforms.Conversion.MapValue("Word", [KeyValuePair.Create("a", "first"), KeyValuePair.Create("b", "second")], "Text"))
        .Append(_context.Transforms.Conversion.ConvertType("Real", "Number", DataKind.Double))
        .Append(_context.Transforms.DropColumns("Number"))
        .Append(_context.Transforms.SelectColumns("All", "Text", "Word", "Real", "Copy", "Key"));

    private ITransformer SaveAndLoad(ITransformer model, DataViewSchema schema, out DataViewSchema loadedSchema)
    {
        using var stream = new MemoryStream();
        _context.Model.Save(model, schema, stream);
        stream.Position = 0;
        return new MLContext().Model.Load(stream, out loadedSchema);
    }

    public sealed class Prediction
    {
        public float[] All { get; set; }

        public string Text { get; set; }
    }

    public sealed class JustText
    {
        public string Text { get; set; }
    }

    public sealed class Doubled
    {
        public float Twice { get; set; }
    }

    [CustomMappingFactoryAttribute("Doubling")]
    public sealed class Doubling : CustomMappingFactory<TestData.Row, Doubled>
    {
        public static void Map(TestData.Row row, Doubled result) => result.Twice = 2 * row.Number;

        public override Action<TestData.Row, Doubled> GetMapping() => Map;
    }

    private sealed class Outside(ITransformer inner) : ITransformer
    {
        public bool IsRowToRowMapper => true;

        public DataViewSchema GetOutputSchema(DataViewSchema inputSchema) => inner.GetOutputSchema(inputSchema);

        public IDataView Transform(IDataView input) => inner.Transform(input);

        public IRowToRowMapper GetRowToRowMapper(DataViewSchema inputSchema) => inner.GetRowToRowMapper(inputSchema);

        public void Save(ModelSaveContext ctx) => inner.Save(ctx);
    }

    private sealed class Silent : ITransformer
    {
        public bool IsRowToRowMapper => false;

        public DataViewSchema GetOutputSchema(DataViewSchema inputSchema) => inputSchema;

        public IDataView Transform(IDataView input) => input;

        public IRowToRowMapper GetRowToRowMapper(DataViewSchema inputSchema) => throw new NotSupportedException();

        public void Save(ModelSaveContext ctx)
        {
        }
    }
}
