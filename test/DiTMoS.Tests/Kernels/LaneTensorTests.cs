using DiTMoS.Kernels;

namespace DiTMoS.Tests.Kernels;

public class LaneTensorTests
{
    private readonly LaneArena _arena = new();          // owns what the tensors point to

    [Fact]
    public void CopyWindows_FewerThanThereAre_CopiesTheFirst()
    {
        double[] windows = Draw.Gaussian(11 * 3 * 5, 1);
        LaneTensor tensor = LaneTensors.FromWindows(_arena, windows, 11, 3, 5, LaneTensors.Garbage, margin: 2);
        var copy = new float[10 * 3 * 5];

        tensor.CopyWindows(copy);

        Assert.Equal(windows.ToSingle()[..copy.Length], copy);
    }

    [Fact]
    public void Rows_OfFewerGroups_AreTheSameMemory()
    {
        LaneTensor tensor = LaneTensors.Filled(_arena, 20, 5, 4, 0, margin: 1);
        LaneTensors.Write(tensor, 12, 3, 2, 7);

        LaneTensor rows = tensor.Rows(2, 3).WithGroups(2);

        Assert.Equal((2, 3, 4, 1), (rows.Groups, rows.Channels, rows.Length, rows.Margin));
        Assert.Equal(7, LaneTensors.Read(rows, 12, 1, 2));
    }
}
