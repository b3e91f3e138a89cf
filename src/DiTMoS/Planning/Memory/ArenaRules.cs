using DiTMoS.Planning.Schedule;

namespace DiTMoS.Planning.Memory;

/// <summary>Which buffers of an arena may share bytes, and how.</summary>
internal sealed class ArenaRules
{
    private readonly int?[,] _distance;   // output, input: how far before the input the output must begin to lie over it

    /// <summary>The rules for some buffers under a schedule.</summary>
    public ArenaRules(IReadOnlyList<PlanBuffer> buffers, IReadOnlyList<PlanStep> steps)
    {
        Buffers = buffers;
        Steps = steps;
        _distance = new int?[buffers.Count, buffers.Count];
        for (int o = 0; o < buffers.Count; o++)
        {
            for (int i = 0; i < buffers.Count; i++)
            {
                _distance[o, i] = DistanceOf(buffers[o], buffers[i]);
            }
        }
    }

    /// <summary>The buffers.</summary>
    public IReadOnlyList<PlanBuffer> Buffers { get; }

    /// <summary>The steps.</summary>
    public IReadOnlyList<PlanStep> Steps { get; }

    /// <summary>Whether buffers <paramref name="a"/> and <paramref name="b"/> keep out of each other's way at these offsets.</summary>
    public bool Fit(int a, int offsetA, int b, int offsetB)
    {
        PlanBuffer first = Buffers[a];
        PlanBuffer second = Buffers[b];
        return !first.LivesBeside(second)
            || offsetA + first.Bytes <= offsetB
            || offsetB + second.Bytes <= offsetA
            || (_distance[a, b] is { } ab && offsetA + ab <= offsetB)
            || (_distance[b, a] is { } ba && offsetB + ba <= offsetA);
    }

    /// <summary>The lowest offset at or over <paramref name="from"/> where buffer <paramref name="item"/> fits beside those that are placed (their offset is not below 0).</summary>
    public int LowestFit(int item, int from, ReadOnlySpan<int> offsets, int alignment)
    {
        int offset = from;
        for (bool moved = true; moved;)
        {
            moved = false;
            for (int p = 0; p < offsets.Length; p++)
            {
                if (offsets[p] < 0 || p == item || Fit(item, offset, p, offsets[p]))
                {
                    continue;
                }

                int past = offsets[p] + Buffers[p].Bytes;
                if (_distance[p, item] is { } over)   // this one is the input that the placed one grows into
                {
                    past = Math.Min(past, offsets[p] + over);
                }

                offset = (past + alignment - 1) / alignment * alignment;
                moved = true;
            }
        }

        return offset;
    }

    /// <summary>No arena can be smaller: the most bytes that are needed at one moment, tile by tile.</summary>
    public (int Bytes, int Step) Bound()
    {
        (int Bytes, int Step) most = (0, 0);
        foreach (PlanStep step in Steps)
        {
            int bytes = BoundAt(step);
            if (bytes > most.Bytes)
            {
                most = (bytes, step.Index);
            }
        }

        return most;
    }

    private int BoundAt(PlanStep step)
    {
        PlanBuffer output = Buffers.First(buffer => buffer.Tensor == step.Node.Output && buffer.FirstStep == step.Index);
        PlanBuffer?[] reads = [.. step.Reads.Select(tensor => Buffers.FirstOrDefault(buffer => buffer.Tensor == tensor && buffer.LastStep == step.Index && buffer.Rows == tensor.Length))];   // those that end here
        int beside = Buffers.Where(buffer => buffer.IsLiveAt(step.Index) && buffer != output && !reads.Contains(buffer)).Sum(buffer => buffer.Bytes);
        int most = beside + output.Bytes;
        foreach (TileInstant instant in StepProfile.Of(step))
        {
            int inputs = 0;
            for (int r = 0; r < reads.Length; r++)
            {
                inputs += reads[r] is { } read ? read.Bytes - instant.Dead[r] : 0;
            }

            most = Math.Max(most, beside + instant.Written + inputs);
        }

        return most;
    }

    private int? DistanceOf(PlanBuffer output, PlanBuffer input)
    {
        if (output.FirstStep != input.LastStep || output == input || output.Rows != output.Tensor.Length || input.Rows != input.Tensor.Length)
        {
            return null;
        }

        PlanStep step = Steps[output.FirstStep];
        if (step.Node.Output != output.Tensor)
        {
            return null;
        }

        for (int r = 0; r < step.Reads.Count; r++)
        {
            if (step.Reads[r] == input.Tensor)
            {
                return StepProfile.Distance(step, r);
            }
        }

        return null;
    }
}
