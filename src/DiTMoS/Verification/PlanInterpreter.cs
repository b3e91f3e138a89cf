using DiTMoS.Graphs;
using DiTMoS.Planning.Memory;
using DiTMoS.Planning.Schedule;

namespace DiTMoS.Verification;

/// <summary>Runs planned steps on their buffers exactly as they are placed, so that a wrong plan cannot give a right answer.</summary>
/// <remarks>
/// Every word of arena and flash knows which value it holds; reading a dead, overwritten or never written one is an error.
/// Within a tile, channels are computed one after the other, each written at once: the most that a device may have written before
/// it has read its inputs.
/// </remarks>
internal sealed class PlanInterpreter
{
    private readonly IReadOnlyList<PlanBuffer> _buffers;
    private readonly TaggedMemory _arena;
    private readonly TaggedMemory _flash;
    private PlanStep _step = null!;

    /// <summary>A device whose memory has these buffers.</summary>
    public PlanInterpreter(IReadOnlyList<PlanBuffer> buffers, int arenaBytes, int flashBytes)
    {
        _buffers = buffers;
        _arena = new TaggedMemory(arenaBytes);
        _flash = new TaggedMemory(flashBytes);
    }

    /// <summary>Begins an inference: forgets the arena, and writes a window.</summary>
    /// <param name="input">The window's tensor.</param>
    /// <param name="window">Its values, (C, L).</param>
    public void Begin(GraphTensor input, ReadOnlySpan<float> window)
    {
        _arena.Clear();
        _flash.Clear();
        BufferView target = ViewOf(NumberOf(buffer => buffer.Tensor == input));
        for (int t = 0; t < input.Length; t++)
        {
            for (int c = 0; c < input.Channels; c++)
            {
                target.Write(t, c, window[(c * input.Length) + t], "input");
            }
        }
    }

    /// <summary>Runs one step.</summary>
    /// <exception cref="PlanViolationException">It reads what is not there, or leaves its buffers.</exception>
    public void Run(PlanStep step)
    {
        _step = step;
        BufferView output = ViewOf(NumberOf(buffer => buffer.Tensor == step.Node.Output && buffer.Pool == BufferPool.Arena && buffer.FirstStep == step.Index && buffer.Rows == buffer.Tensor.Length));
        switch (step.Node)
        {
            case ConvNode conv:
                Convolve(conv, output);
                break;
            case DenseNode dense:
                Multiply(dense, ReadView(dense.Inputs[0]), output);
                break;
            case ScaleShiftNode scaled:
                BufferView raw = ReadView(scaled.Inputs[0]);
                ForEach(output, (t, c) => (raw.Read(t, c, step.Node.Name) * scaled.Scale[c]) + scaled.Shift[c]);
                break;
            case AddNode add:
                BufferView left = ReadView(add.Inputs[0]);
                BufferView right = ReadView(add.Inputs[1]);
                ForEach(output, (t, c) => left.Read(t, c, step.Node.Name) + right.Read(t, c, step.Node.Name));
                break;
            case AverageNode average:
                BufferView[] members = [.. average.Inputs.Select(ReadView)];
                ForEach(output, (t, c) => members.Sum(member => member.Read(t, c, step.Node.Name)) / members.Length);
                break;
            case SoftmaxNode softmax:
                Normalize(ReadView(softmax.Inputs[0]), output);
                break;
            default:
                throw new NotSupportedException($"Step '{step.Node.Name}' is of the kind {step.Node.GetType().Name}.");
        }

        if (step.Stores)
        {
            BufferView stored = ViewOf(NumberOf(buffer => buffer.Tensor == step.Node.Output && buffer.Pool == BufferPool.Flash));
            ForEach(stored, (t, c) => output.Read(t, c, step.Node.Name));
        }
    }

    /// <summary>The values of a tensor that is there behind a step, (C, L).</summary>
    /// <param name="tensor">The tensor.</param>
    /// <param name="step">The step that was run last.</param>
    public float[] Read(GraphTensor tensor, PlanStep step)
    {
        _step = step;
        BufferView view = ReadView(tensor);
        var values = new float[tensor.Values];
        for (int t = 0; t < tensor.Length; t++)
        {
            for (int c = 0; c < tensor.Channels; c++)
            {
                values[(c * tensor.Length) + t] = view.Read(t, c, step.Node.Name);
            }
        }

        return values;
    }

    private void Convolve(ConvNode conv, BufferView output)
    {
        BufferView[] lines = [.. _step.Lines.Select(line => ViewOf(NumberOf(buffer => buffer.Name == line.BufferName)))];
        BufferView[] inputs = [.. conv.Inputs.Select(input => lines.FirstOrDefault(line => line.Buffer.Tensor == input) ?? ReadView(input))];
        for (int row = 0; row < conv.Output.Length; row += _step.TileRows)
        {
            int end = Math.Min(row + _step.TileRows, conv.Output.Length);
            for (int i = 0; i < lines.Length; i++)
            {
                Advance(_step.Lines[i], lines[i], row, end);
            }

            for (int o = 0; o < conv.Output.Channels; o++)
            {
                for (int u = row; u < end; u++)
                {
                    output.Write(u, o, ConvolvedValue(conv, inputs, o, u), conv.Name);
                }
            }
        }
    }

    /// <summary>Moves the rows of a line source that are read again to the start of their buffer, and computes those that a tile needs more.</summary>
    private void Advance(LineSource line, BufferView rows, int row, int end)
    {
        BufferView[] inputs = [.. line.Node.Inputs.Select(ReadView)];
        int done = _step.LineRowsDone(line, row);
        int first = _step.LineRowsPast(line, row);
        int channels = line.Node.Output.Channels;
        for (int r = first; r < done; r++)
        {
            for (int c = 0; c < channels; c++)
            {
                float kept = rows.Read(r, c, line.Node.Name);
                rows.Write(first, r, c, kept, line.Node.Name);
            }
        }

        rows.FirstRow = first;
        for (int r = Math.Max(first, done); r < _step.LineRowsNeeded(line, end); r++)
        {
            for (int c = 0; c < channels; c++)
            {
                rows.Write(r, c, ConvolvedValue(line.Node, inputs, c, r), line.Node.Name);
            }
        }
    }

    /// <summary>One value behind ReLU and pooling.</summary>
    private static float ConvolvedValue(ConvNode conv, BufferView[] inputs, int channel, int row)
    {
        float sum = 0;
        float most = 0;    // ReLU: nothing is below 0
        for (int p = 0; p < conv.Block.Pool; p++)
        {
            float value = Math.Max(0, Dot(conv, inputs, channel, (((row * conv.Block.Pool) + p) * conv.Block.Stride) - conv.Block.Padding));
            sum += value;
            most = Math.Max(most, value);
        }

        return conv.Block.PoolKind == Networks.PoolKind.Max ? most : sum / conv.Block.Pool;
    }

    private static float Dot(ConvNode conv, BufferView[] inputs, int channel, int firstRow)
    {
        int perGroup = conv.InputChannels / conv.Block.Groups;
        int group = channel / (conv.Output.Channels / conv.Block.Groups);
        int kernel = conv.Block.Kernel;
        float sum = conv.Bias[channel];
        float[] weights = conv.Weights;
        int before = 0;    // channels of the inputs before this one
        foreach (BufferView input in inputs)
        {
            int from = Math.Max(before, group * perGroup);
            int to = Math.Min(before + input.Buffer.Tensor.Channels, (group + 1) * perGroup);
            for (int c = from; c < to; c++)
            {
                int first = ((channel * perGroup) + c - (group * perGroup)) * kernel;
                for (int k = Math.Max(0, -firstRow); k < kernel && firstRow + k < input.Buffer.Tensor.Length; k++)
                {
                    sum += weights[first + k] * input.Read(firstRow + k, c - before, conv.Name);
                }
            }

            before += input.Buffer.Tensor.Channels;
        }

        return sum;
    }

    private static void Multiply(DenseNode dense, BufferView input, BufferView output)
    {
        GraphTensor read = dense.Inputs[0];
        for (int o = 0; o < dense.Output.Channels; o++)
        {
            float sum = dense.Bias[o];
            for (int c = 0; c < read.Channels; c++)
            {
                for (int t = 0; t < read.Length; t++)
                {
                    sum += dense.Weights[(o * read.Values) + (c * read.Length) + t] * input.Read(t, c, dense.Name);
                }
            }

            output.Write(0, o, dense.Relu ? Math.Max(0, sum) : sum, dense.Name);
        }
    }

    private void Normalize(BufferView input, BufferView output)
    {
        GraphTensor read = input.Buffer.Tensor;
        float most = Enumerable.Range(0, read.Channels).Max(c => input.Read(0, c, _step.Node.Name));
        float sum = Enumerable.Range(0, read.Channels).Sum(c => MathF.Exp(input.Read(0, c, _step.Node.Name) - most));
        ForEach(output, (t, c) => MathF.Exp(input.Read(t, c, _step.Node.Name) - most) / sum);
    }

    private void ForEach(BufferView output, Func<int, int, float> value)
    {
        for (int t = 0; t < output.Buffer.Tensor.Length; t++)
        {
            for (int c = 0; c < output.Buffer.Tensor.Channels; c++)
            {
                output.Write(t, c, value(t, c), _step.Node.Name);
            }
        }
    }

    /// <summary>A tensor that was written before, whole.</summary>
    private BufferView ReadView(GraphTensor tensor) =>
        ViewOf(NumberOf(buffer => buffer.Tensor == tensor && buffer.Rows == tensor.Length && buffer.IsLiveAt(_step.Index) && !_step.Lines.Any(line => line.BufferName == buffer.Name)));

    private int NumberOf(Func<PlanBuffer, bool> wanted)
    {
        for (int i = 0; i < _buffers.Count; i++)
        {
            if (wanted(_buffers[i]))
            {
                return i + 1;
            }
        }

        throw new PlanViolationException($"Step '{_step?.Node.Name ?? "input"}' needs a tensor that no buffer holds then.");
    }

    private BufferView ViewOf(int number)
    {
        PlanBuffer buffer = _buffers[number - 1];
        return new BufferView(buffer.Pool == BufferPool.Arena ? _arena : _flash, buffer, number);
    }
}
