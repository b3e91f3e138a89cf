namespace Microsoft.ML.Offline.Tests.DataView;

public class DataViewTypeTests
{
    [Fact]
    public void ToString_OfTypes_SaysWhatTheyHold()
    {
        Assert.Equal("Single", NumberDataViewType.Single.ToString());
        Assert.Equal("String", TextDataViewType.Instance.ToString());
        Assert.Equal("Boolean", BooleanDataViewType.Instance.ToString());
        Assert.Equal("Key<UInt32, 0-4>", new KeyDataViewType(typeof(uint), 5).ToString());
        Assert.Equal("Vector<Single, 3>", new VectorDataViewType(NumberDataViewType.Single, 3).ToString());
        Assert.Equal("Vector<Single, 2, 3>", new VectorDataViewType(NumberDataViewType.Single, 2, 3).ToString());
        Assert.Equal("Vector<Single>", new VectorDataViewType(NumberDataViewType.Single).ToString());
    }

    [Fact]
    public void Equals_SameDescription_IsTrue()
    {
        Assert.Equal(new KeyDataViewType(typeof(uint), 5), new KeyDataViewType(typeof(uint), 5UL));
        Assert.NotEqual(new KeyDataViewType(typeof(uint), 5), new KeyDataViewType(typeof(uint), 6));
        Assert.NotEqual(new KeyDataViewType(typeof(uint), 5), new KeyDataViewType(typeof(byte), 5));
        Assert.Equal(new VectorDataViewType(NumberDataViewType.Single, 2, 3), new VectorDataViewType(NumberDataViewType.Single, 2, 3));
        Assert.NotEqual(new VectorDataViewType(NumberDataViewType.Single, 2, 3), new VectorDataViewType(NumberDataViewType.Single, 6));
        Assert.NotEqual(new VectorDataViewType(NumberDataViewType.Single, 6), new VectorDataViewType(NumberDataViewType.Double, 6));
        Assert.Equal(new VectorDataViewType(TextDataViewType.Instance, 6).GetHashCode(), new VectorDataViewType(TextDataViewType.Instance, 6).GetHashCode());
    }

    [Fact]
    public void VectorType_OfDimensions_HasTheirProductAsSize()
    {
        var type = new VectorDataViewType(NumberDataViewType.Single, 2, 3);

        Assert.Equal(6, type.Size);
        Assert.True(type.IsKnownSize);
        Assert.Equal([2, 3], type.Dimensions);
        Assert.Equal(typeof(VBuffer<float>), type.RawType);
        Assert.False(new VectorDataViewType(NumberDataViewType.Single).IsKnownSize);
    }

    [Fact]
    public void KeyType_OutsideItsRange_Throws()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new KeyDataViewType(typeof(int), 5));
        Assert.Throws<ArgumentOutOfRangeException>(() => new KeyDataViewType(typeof(uint), 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new KeyDataViewType(typeof(byte), 256));
        Assert.True(KeyDataViewType.IsValidDataType(typeof(ushort)));
        Assert.False(KeyDataViewType.IsValidDataType(typeof(float)));
    }

    [Fact]
    public void RowIds_MadeOfOthers_DifferFromThem()
    {
        var id = new DataViewRowId(1, 2);

        var made = new[] { id, id.Fork(), id.Next(), id.Combine(new(3, 4)), id.Next().Next(), id.Fork().Next() };

        Assert.Equal(made.Length, made.Distinct().Count());
        Assert.Equal(id.Next(), new DataViewRowId(1, 2).Next());
        Assert.True(new DataViewRowId(9, 1).CompareTo(new DataViewRowId(1, 2)) < 0);
    }
}
