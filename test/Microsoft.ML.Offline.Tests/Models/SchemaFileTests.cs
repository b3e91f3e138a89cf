namespace Microsoft.ML.Offline.Tests.Models;

public class SchemaFileTests
{
    private readonly MLContext _context = TestData.Context();

    [Fact]
    public void Schema_OfEveryTypeAndAnnotation_IsLoadedAsItWas()
    {
        var annotations = new DataViewSchema.Annotations.Builder();
        annotations.AddPrimitiveValue("Text", TextDataViewType.Instance, "ä".AsMemory());
        annotations.AddPrimitiveValue("Flag", BooleanDataViewType.Instance, true);
        annotations.AddPrimitiveValue("Real", NumberDataViewType.Double, Math.PI);
        annotations.AddPrimitiveValue("Key", new KeyDataViewType(typeof(uint), 9), 4u);
        annotations.Add("Reals", new VectorDataViewType(NumberDataViewType.Single, 2), (ref VBuffer<float> value) => value = new(2, [1, 2]));
        var builder = new DataViewSchema.Builder();
        builder.AddColumn("A", new VectorDataViewType(NumberDataViewType.Single, 2, 3), annotations.ToAnnotations());
        builder.AddColumn("B", new KeyDataViewType(typeof(byte), 7));
        builder.AddColumn("C", TimeSpanDataViewType.Instance);
        builder.AddColumn("D", DateTimeDataViewType.Instance);
        builder.AddColumn("E", new VectorDataViewType(TextDataViewType.Instance));
        builder.AddColumn("F", NumberDataViewType.SByte);

        var loaded = SaveAndLoad(builder.ToSchema());
        var (text, flag, real, key, reals) = (default(ReadOnlyMemory<char>), false, 0.0, 0u, default(VBuffer<float>));
        loaded["A"].Annotations.GetValue("Text", ref text);
        loaded["A"].Annotations.GetValue("Flag", ref flag);
        loaded["A"].Annotations.GetValue("Real", ref real);
        loaded["A"].Annotations.GetValue("Key", ref key);
        loaded["A"].Annotations.GetValue("Reals", ref reals);

        Assert.Equal(builder.ToSchema().Select(c => $"{c}"), loaded.Select(c => $"{c}"));
        Assert.Equal(("ä", true, Math.PI, 4u), (text.ToString(), flag, real, key));
        Assert.Equal([1, 2], reals.DenseValues());
    }

    [Fact]
    public void Schema_ThatIsNotSaved_IsNullWhenLoaded()
        => Assert.Null(SaveAndLoad(null));

    private DataViewSchema SaveAndLoad(DataViewSchema schema)
    {
        using var stream = new MemoryStream();
        _context.Model.Save(new TransformerChain<ITransformer>(), schema, stream);
        stream.Position = 0;
        _context.Model.Load(stream, out var loaded);
        return loaded;
    }
}
