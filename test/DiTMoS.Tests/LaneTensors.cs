using DiTMoS.Kernels;

namespace DiTMoS.Tests;

/// <summary>Reads and writes single values of lane tensors.</summary>
internal static unsafe class LaneTensors
{
    /// <summary>The value of window n, channel c, sample t.</summary>
    public static float Read(LaneTensor tensor, int n, int c, int t) =>
        tensor.Row(n / LaneTensor.Lanes, c)[(t * LaneTensor.Lanes) + (n % LaneTensor.Lanes)];

    /// <summary>Sets the value of window n, channel c, sample t.</summary>
    public static void Write(LaneTensor tensor, int n, int c, int t, float value) =>
        tensor.Row(n / LaneTensor.Lanes, c)[(t * LaneTensor.Lanes) + (n % LaneTensor.Lanes)] = value;
}
