namespace Microsoft.ML.Offline.Tests.DataView;

public class VBufferTests
{
    private static readonly VBuffer<float> Sparse = new(6, 2, [10, 40], [1, 4]);

    [Fact]
    public void SparseVector_ReadAsDense_HasDefaultsBetween()
    {
        var target = new float[8];
        Sparse.CopyTo(target, 1, -1);

        Assert.False(Sparse.IsDense);
        Assert.Equal(6, Sparse.Length);
        Assert.Equal([0, 10, 0, 0, 40, 0], Sparse.DenseValues());
        Assert.Equal([0, -1, 10, -1, -1, 40, -1, 0], target);
        Assert.Equal(40, Sparse.GetItemOrDefault(4));
        Assert.Equal(0, Sparse.GetItemOrDefault(3));
        Assert.Equal([1, 4], Sparse.GetIndices().ToArray());
        Assert.Equal([10, 40], Sparse.GetValues().ToArray());
        Assert.Equal([new(1, 10), new(4, 40)], Sparse.Items());
        Assert.Equal(6, Sparse.Items(all: true).Count());
    }

    [Fact]
    public void CopyTo_OfPartOfSparse_MovesIndices()
    {
        var part = default(VBuffer<float>);
        Sparse.CopyTo(ref part, 1, 4);

        Assert.Equal([10, 0, 0, 40], part.DenseValues());
        Assert.False(part.IsDense);
    }

    [Fact]
    public void CopyToDense_OfSparse_IsDense()
    {
        var dense = default(VBuffer<float>);
        Sparse.CopyToDense(ref dense);

        Assert.True(dense.IsDense);
        Assert.Equal(Sparse.DenseValues(), dense.DenseValues());
    }

    [Fact]
    public void Vector_WhoseArraysDoNotFit_Throws()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new VBuffer<float>(2, new float[1]));
        Assert.Throws<ArgumentOutOfRangeException>(() => new VBuffer<float>(2, 1, new float[1], null));
        Assert.Throws<ArgumentOutOfRangeException>(() => new VBuffer<float>(2, 3, new float[3], new int[3]));
        Assert.Throws<ArgumentOutOfRangeException>(() => Sparse.GetItemOrDefault(6));
        Assert.Throws<ArgumentOutOfRangeException>(() => Sparse.CopyTo(new float[8], 3));
    }

    [Fact]
    public void Editor_OfVectorThatIsLongEnough_UsesItsBufferAgain()
    {
        var values = new float[4];
        var buffer = new VBuffer<float>(4, values);

        var editor = VBufferEditor.Create(ref buffer, 3);
        editor.Values[2] = 7;
        var made = editor.Commit();

        Assert.False(editor.CreatedNewValues);
        Assert.Equal(3, made.Length);
        Assert.Equal(7, values[2]);
    }

    [Fact]
    public void Editor_OfVectorThatIsTooShort_MakesANewBuffer()
    {
        var buffer = new VBuffer<float>(2, new float[] { 1, 2 });

        var editor = VBufferEditor.Create(ref buffer, 3, keepOldOnResize: true);

        Assert.True(editor.CreatedNewValues);
        Assert.Equal([1, 2, 0], editor.Values.ToArray());
        Assert.Equal(0, editor.Indices.Length);
    }

    [Fact]
    public void Editor_OfSparseVector_IsTruncated()
    {
        var buffer = default(VBuffer<float>);

        var editor = VBufferEditor.Create(ref buffer, 10, 3);
        editor.Indices[0] = 2;
        editor.Values[0] = 5;
        var made = editor.CommitTruncated(1);

        Assert.Equal([new(2, 5)], made.Items());
    }
}
