using DiTMoS.Kernels;

namespace DiTMoS.Tests;

/// <summary>Makes lane tensors from windows and back, and reads and writes single values of them.</summary>
internal static unsafe class LaneTensors
{
    /// <summary>What lies in the lanes without a window where a kernel must not look at them.</summary>
    public const float Garbage = 1e9f;

    private const int Guard = 64 * LaneTensor.Lanes;

    /// <summary>The value of window n, channel c, sample t.</summary>
    public static float Read(LaneTensor tensor, int n, int c, int t) =>
        tensor.Row(n / LaneTensor.Lanes, c)[(t * LaneTensor.Lanes) + (n % LaneTensor.Lanes)];

    /// <summary>Sets the value of window n, channel c, sample t.</summary>
    public static void Write(LaneTensor tensor, int n, int c, int t, float value) =>
        tensor.Row(n / LaneTensor.Lanes, c)[(t * LaneTensor.Lanes) + (n % LaneTensor.Lanes)] = value;

    /// <summary>A tensor between two areas of NaN: a kernel that reads beyond its ends shows it. All samples are <paramref name="value"/>, margins zero.</summary>
    public static LaneTensor Filled(LaneArena arena, int n, int channels, int length, float value, int margin = 0)
    {
        int groups = (n + LaneTensor.Lanes - 1) / LaneTensor.Lanes;
        var floats = (int)LaneTensor.FloatsFor(groups, channels, length, margin);
        float* data = arena.Floats(floats + (2 * Guard));
        new Span<float>(data, Guard).Fill(float.NaN);
        new Span<float>(data + Guard + floats, Guard).Fill(float.NaN);
        var tensor = new LaneTensor(data + Guard, groups, channels, length, margin);
        for (int g = 0; g < groups; g++)
        {
            for (int c = 0; c < channels; c++)
            {
                new Span<float>(tensor.Row(g, c), length * LaneTensor.Lanes).Fill(value);
            }
        }

        return tensor;
    }

    /// <summary>Windows of shape (N, C, L) as a tensor; lanes without a window hold <paramref name="empty"/>.</summary>
    public static LaneTensor FromWindows(LaneArena arena, ReadOnlySpan<double> windows, int n, int channels, int length, float empty = 0, int margin = 0)
    {
        LaneTensor tensor = Filled(arena, n, channels, length, empty, margin);
        int i = 0;
        for (int w = 0; w < n; w++)
        {
            for (int c = 0; c < channels; c++)
            {
                for (int t = 0; t < length; t++)
                {
                    Write(tensor, w, c, t, (float)windows[i++]);
                }
            }
        }

        return tensor;
    }

    /// <summary>The first <paramref name="n"/> windows of a tensor, shape (N, C, L).</summary>
    public static float[] ToWindows(LaneTensor tensor, int n)
    {
        var windows = new float[n * tensor.Channels * tensor.Length];
        int i = 0;
        for (int w = 0; w < n; w++)
        {
            for (int c = 0; c < tensor.Channels; c++)
            {
                for (int t = 0; t < tensor.Length; t++)
                {
                    windows[i++] = Read(tensor, w, c, t);
                }
            }
        }

        return windows;
    }

    /// <summary>The lanes behind the first <paramref name="n"/> windows, in any order.</summary>
    public static float[] EmptyLanes(LaneTensor tensor, int n)
    {
        var values = new List<float>();
        for (int w = n; w < tensor.Groups * LaneTensor.Lanes; w++)
        {
            for (int c = 0; c < tensor.Channels; c++)
            {
                for (int t = 0; t < tensor.Length; t++)
                {
                    values.Add(Read(tensor, w, c, t));
                }
            }
        }

        return [.. values];
    }

    /// <summary>Values in memory that stays where it is as long as the arena lives, followed by NaN.</summary>
    public static float* Pinned(LaneArena arena, ReadOnlySpan<double> values)
    {
        float* data = arena.Floats(values.Length + Guard);
        for (int i = 0; i < values.Length; i++)
        {
            data[i] = (float)values[i];
        }

        new Span<float>(data + values.Length, Guard).Fill(float.NaN);
        return data;
    }
}
