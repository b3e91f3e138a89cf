namespace Microsoft.ML.Offline.Tests.DataView;

public class SchemaTests
{
    private static readonly DataViewSchema Schema = MakeSchema();

    [Fact]
    public void Columns_OfTheSameName_AreHiddenButTheLast()
    {
        Assert.Equal(3, Schema.Count);
        Assert.Equal(2, Schema["A"].Index);
        Assert.Equal(NumberDataViewType.Double, Schema["A"].Type);
        Assert.True(Schema[0].IsHidden);
        Assert.False(Schema[2].IsHidden);
        Assert.Equal(["A", "B", "A"], Schema.Select(c => c.Name));
    }

    [Fact]
    public void Column_ThatIsMissing_Throws()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Schema["C"]);
        Assert.Throws<ArgumentOutOfRangeException>(() => Schema[3]);
        Assert.Throws<ArgumentNullException>(() => Schema[""]);
        Assert.Null(Schema.GetColumnOrNull("C"));
        Assert.Throws<ArgumentNullException>(() => new DataViewSchema.Builder().AddColumn(null, TextDataViewType.Instance));
    }

    [Fact]
    public void Annotations_OfColumn_AreRead()
    {
        var values = default(VBuffer<ReadOnlyMemory<char>>);
        Schema["B"].GetKeyValues(ref values);
        var bias = 0f;
        Schema["B"].Annotations.GetValue("Bias", ref bias);

        Assert.Equal(["x", "y"], values.DenseValues().Select(v => v.ToString()));
        Assert.Equal(1.5f, bias);
        Assert.True(Schema["B"].HasKeyValues());
        Assert.False(Schema["A"].HasKeyValues());
        Assert.False(Schema["B"].HasSlotNames());
        Assert.False(Schema["B"].IsNormalized());
        Assert.Equal(["KeyValues", "Bias"], Schema["B"].Annotations.Schema.Select(c => c.Name));
    }

    [Fact]
    public void Annotation_OfAnotherTypeOrMissing_Throws()
    {
        var text = default(ReadOnlyMemory<char>);

        Assert.Throws<InvalidOperationException>(() => Schema["B"].Annotations.GetValue("Bias", ref text));
        Assert.Throws<InvalidOperationException>(() => Schema["B"].Annotations.GetValue("None", ref text));
        Assert.Throws<ArgumentException>(() => new DataViewSchema.Annotations.Builder().AddPrimitiveValue("Bias", NumberDataViewType.Single, 1.0));
        Assert.ThrowsAny<Exception>(() => new DataViewSchema.Annotations.Builder().Add("Bias", NumberDataViewType.Single, (Delegate)(ValueGetter<double>)((ref double x) => x = 1)));
    }

    [Fact]
    public void Annotations_PickedFromOthers_AreOnlyThose()
    {
        var builder = new DataViewSchema.Annotations.Builder();
        builder.Add(Schema["B"].Annotations, kind => kind == "Bias");
        builder.Add(null, _ => true);

        Assert.Equal(["Bias"], builder.ToAnnotations().Schema.Select(c => c.Name));
        Assert.Empty(DataViewSchema.Annotations.Empty.Schema);
    }

    private static DataViewSchema MakeSchema()
    {
        var annotations = new DataViewSchema.Annotations.Builder();
        annotations.Add("KeyValues", new VectorDataViewType(TextDataViewType.Instance, 2), (ref VBuffer<ReadOnlyMemory<char>> value) => value = new(2, ["x".AsMemory(), "y".AsMemory()]));
        annotations.AddPrimitiveValue("Bias", NumberDataViewType.Single, 1.5f);
        var builder = new DataViewSchema.Builder();
        builder.AddColumn("A", NumberDataViewType.Single);
        builder.AddColumns([new DataViewSchema.DetachedColumn("B", new KeyDataViewType(typeof(uint), 2), annotations.ToAnnotations())]);
        builder.AddColumn("A", NumberDataViewType.Double);
        return builder.ToSchema();
    }
}
