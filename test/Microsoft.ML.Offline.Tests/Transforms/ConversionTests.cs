namespace Microsoft.ML.Offline.Tests.Transforms;

public class ConversionTests
{
    private readonly MLContext _context = TestData.Context();

    [Fact]
    public void MapValueToKey_OfText_CountsFromOneAsSeen()
    {
        var view = Texts("b", "a", "", "b", "c");
        var model = _context.Transforms.Conversion.MapValueToKey("Key", "Text").Fit(view);
        var keyed = model.Transform(view);

        Assert.Equal([1, 2, 0, 1, 3], keyed.GetColumn<uint>("Key"));
        Assert.Equal("Key<UInt32, 0-2>", keyed.Schema["Key"].Type.ToString());
        Assert.Equal(["b", "a", "c"], KeyValues(keyed, "Key"));
        Assert.Equal([0, 2], model.Transform(Texts("unseen", "a")).GetColumn<uint>("Key"));
    }

    [Fact]
    public void MapValueToKey_ByValue_SortsOrdinally()
    {
        var view = Texts("b", "a", "B", "10", "9");
        var keyed = _context.Transforms.Conversion.MapValueToKey("Text", keyOrdinality: ValueToKeyMappingEstimator.KeyOrdinality.ByValue).Fit(view).Transform(view);

        Assert.Equal(["10", "9", "B", "a", "b"], KeyValues(keyed, "Text"));
    }

    [Fact]
    public void MapValueToKey_OfMoreValuesThanAllowed_LearnsTheFirst()
    {
        var view = Texts("a", "b", "c", "a");

        Assert.Equal([1, 2, 0, 1], _context.Transforms.Conversion.MapValueToKey("Text", maximumNumberOfKeys: 2).Fit(view).Transform(view).GetColumn<uint>("Text"));
    }

    [Fact]
    public void MapValueToKey_OfGivenValues_UsesTheirOrder()
    {
        var view = Texts("a", "b", "x");
        var keyData = _context.Data.LoadFromEnumerable([new { Value = "z" }, new { Value = "b" }, new { Value = "a" }]);
        var keyed = _context.Transforms.Conversion.MapValueToKey("Text", keyData: keyData).Fit(view).Transform(view);

        Assert.Equal([3, 2, 0], keyed.GetColumn<uint>("Text"));
        Assert.Equal(["z", "b", "a"], KeyValues(keyed, "Text"));
        Assert.ThrowsAny<ArgumentException>(() => _context.Transforms.Conversion.MapValueToKey("Text", keyData: _context.View()));
    }

    [Fact]
    public void MapValueToKey_OfNumbers_LeavesNaNOut()
    {
        var view = _context.Data.LoadFromEnumerable([new { X = 5f }, new { X = float.NaN }, new { X = 2f }]);
        var keyed = _context.Transforms.Conversion.MapValueToKey("Key", "X", addKeyValueAnnotationsAsText: true).Fit(view).Transform(view);
        var plain = _context.Transforms.Conversion.MapValueToKey("Key", "X").Fit(view).Transform(view);
        var values = default(VBuffer<float>);
        plain.Schema["Key"].GetKeyValues(ref values);

        Assert.Equal([1, 0, 2], keyed.GetColumn<uint>("Key"));
        Assert.Equal(["5", "2"], KeyValues(keyed, "Key"));
        Assert.Equal([5, 2], values.DenseValues());
    }

    [Fact]
    public void MapValueToKey_OfVectors_MapsItems()
    {
        var view = _context.Data.LoadFromEnumerable([new { Texts = new[] { "a", "b" } }, new { Texts = new[] { "b" } }]);
        var keyed = _context.Transforms.Conversion.MapValueToKey("Texts").Fit(view).Transform(view);

        Assert.Equal([[1, 2], [2]], keyed.GetColumn<uint[]>("Texts"));
        Assert.Equal(["a", "b"], KeyValues(keyed, "Texts"));
    }

    [Fact]
    public void MapValueToKey_OfKeys_KeepsWhatTheyStandFor()
    {
        var view = Texts("b", "a", "c");
        var keyed = _context.Transforms.Conversion.MapValueToKey("Text").Fit(view).Transform(view);
        var rest = _context.Data.SkipRows(keyed, 1);

        Assert.Equal(["a", "c"], KeyValues(_context.Transforms.Conversion.MapValueToKey("Text").Fit(rest).Transform(rest), "Text"));
    }

    [Fact]
    public void MapKeyToValue_OfKeys_GivesWhatTheyStandFor()
    {
        var view = Texts("b", "", "a");
        var pipeline = _context.Transforms.Conversion.MapValueToKey("Text").Append(_context.Transforms.Conversion.MapKeyToValue("Back", "Text"));

        Assert.Equal(["b", "", "a"], pipeline.Fit(view).Transform(view).GetColumn<string>("Back"));
        Assert.Throws<InvalidOperationException>(() => _context.Transforms.Conversion.MapKeyToValue("Text").Fit(view));
        Assert.Throws<ArgumentOutOfRangeException>(() => new EstimatorChain<ITransformer>().Append(_context.Transforms.Conversion.MapKeyToValue("Group")).Fit(_context.View()));
    }

    [Fact]
    public void MapKeyToValue_OfMissingNumber_GivesNaN()
    {
        var view = _context.Data.LoadFromEnumerable([new { X = 5f }, new { X = float.NaN }]);
        var pipeline = _context.Transforms.Conversion.MapValueToKey("X").Append(_context.Transforms.Conversion.MapKeyToValue("X"));

        Assert.Equal([5, float.NaN], pipeline.Fit(view).Transform(view).GetColumn<float>("X"));
    }

    [Fact]
    public void MapValue_ByPairs_GivesDefaultsForTheRest()
    {
        var view = Texts("a", "b", "c");

        Assert.Equal([1, 2, 0], Mapped(view, _context.Transforms.Conversion.MapValue("X", [KeyValuePair.Create("a", 1f), KeyValuePair.Create("b", 2f)], "Text")).GetColumn<float>("X"));
        Assert.Equal([1, 0, 0], Mapped(view, _context.Transforms.Conversion.MapValue("X", [KeyValuePair.Create("a", 1)], "Text")).GetColumn<int>("X"));
        Assert.Equal(["x", "", ""], Mapped(view, _context.Transforms.Conversion.MapValue("Text", [KeyValuePair.Create("a", "x")])).GetColumn<string>("Text"));
        Assert.Throws<InvalidOperationException>(() => _context.Transforms.Conversion.MapValue("X", [KeyValuePair.Create("a", 1f), KeyValuePair.Create("a", 2f)], "Text"));
        Assert.ThrowsAny<Exception>(() => Mapped(view, _context.Transforms.Conversion.MapValue("X", [KeyValuePair.Create(1f, 1f)], "Text")).GetColumn<float>("X").ToArray());
    }

    [Fact]
    public void MapValue_ToKeys_CountsTheValues()
    {
        var mapped = Mapped(Texts("a", "b", "c", "d"), _context.Transforms.Conversion.MapValue("X", [KeyValuePair.Create("a", "low"), KeyValuePair.Create("b", "high"), KeyValuePair.Create("c", "low")], "Text", treatValuesAsKeyType: true));

        Assert.Equal([1, 2, 1, 0], mapped.GetColumn<uint>("X"));
        Assert.Equal(["low", "high"], KeyValues(mapped, "X"));
    }

    [Fact]
    public void MapValue_ToVectors_GivesThem()
    {
        var mapped = Mapped(Texts("a", "b"), _context.Transforms.Conversion.MapValue("X", [KeyValuePair.Create("a", new[] { 1f, 2f }), KeyValuePair.Create("b", new[] { 3f, 4f })], "Text"));

        Assert.Equal([[1, 2], [3, 4]], mapped.GetColumn<float[]>("X"));
        Assert.Equal("Vector<Single, 2>", mapped.Schema["X"].Type.ToString());
    }

    [Fact]
    public void MapValue_ByView_UsesItsColumns()
    {
        var map = _context.Data.LoadFromEnumerable([new { From = "a", To = "x" }, new { From = "b", To = "y" }]);

        Assert.Equal(["x", "y", ""], Mapped(Texts("a", "b", "c"), _context.Transforms.Conversion.MapValue("X", map, map.Schema["From"], map.Schema["To"], "Text")).GetColumn<string>("X"));
    }

    [Fact]
    public void ConvertType_OfNumbersAndText_Converts()
    {
        Assert.Equal([1.5f, 0, float.NaN, -200], Mapped(Texts("1.5", "", "x", "-2e2"), _context.Transforms.Conversion.ConvertType("Text")).GetColumn<float>("Text"));
        Assert.Equal([1.5, -2], Mapped(_context.Data.LoadFromEnumerable([new { Text = 1.5f }, new { Text = -2f }]), _context.Transforms.Conversion.ConvertType("Text", outputKind: DataKind.Double)).GetColumn<double>("Text"));
        Assert.Equal([1f, 0f], Mapped(_context.Data.LoadFromEnumerable([new { Text = true }, new { Text = false }]), _context.Transforms.Conversion.ConvertType("Text")).GetColumn<float>("Text"));
        Assert.Equal([[7f, 8f]], Mapped(_context.Data.LoadFromEnumerable([new { Text = new[] { 7, 8 } }]), _context.Transforms.Conversion.ConvertType("Text")).GetColumn<float[]>("Text"));
    }

    private static IDataView Mapped(IDataView view, IEstimator<ITransformer> estimator) => estimator.Fit(view).Transform(view);

    private static string[] KeyValues(IDataView view, string column)
    {
        var values = default(VBuffer<ReadOnlyMemory<char>>);
        view.Schema[column].GetKeyValues(ref values);
        return [.. values.DenseValues().Select(v => v.ToString())];
    }

    private IDataView Texts(params string[] texts) => _context.Data.LoadFromEnumerable(texts.Select(text => new { Text = text }).ToArray());
}
