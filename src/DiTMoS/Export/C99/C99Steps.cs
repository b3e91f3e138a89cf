using System.Globalization;
using DiTMoS.Graphs;
using DiTMoS.Networks;
using DiTMoS.Planning.Memory;
using DiTMoS.Planning.Schedule;

namespace DiTMoS.Export.C99;

/// <summary>The C functions of a plan's steps, one each.</summary>
internal sealed class C99Steps
{
    private static readonly Dictionary<string, Func<ConvNode, int>> Fields = new()
    {
        ["length"] = conv => conv.Inputs[0].Length,
        ["channels_a"] = conv => conv.Inputs[0].Channels,
        ["channels_b"] = conv => conv.InputChannels - conv.Inputs[0].Channels,
        ["rows"] = conv => conv.Output.Length,
        ["outputs"] = conv => conv.Output.Channels,
        ["kernel"] = conv => conv.Block.Kernel,
        ["stride"] = conv => conv.Block.Stride,
        ["padding"] = conv => conv.Block.Padding,
        ["groups"] = conv => conv.Block.Groups,
        ["pool"] = conv => conv.Block.Pool,
        ["average"] = conv => conv.Block.PoolKind == PoolKind.Average ? 1 : 0,
    };

    private readonly RoutedGraph _graph;
    private readonly MemoryPlan _plan;
    private readonly C99Names _names;
    private readonly bool _specialised;
    private readonly List<ConvNode> _convs;

    public C99Steps(RoutedGraph graph, MemoryPlan plan, C99Names names, CodeOptimization optimization)
    {
        _graph = graph;
        _plan = plan;
        _names = names;
        _specialised = optimization == CodeOptimization.Speed;
        _convs = [.. plan.Steps.SelectMany(step => step.Lines.Select(line => line.Node).Append(step.Node as ConvNode)).OfType<ConvNode>().DistinctBy(conv => conv.Name)];
    }

    /// <summary>Whether a convolution has a stride over 1.</summary>
    public bool IsStrided => _convs.Any(conv => conv.Block.Stride > 1);

    /// <summary>Whether a group of a convolution has a number of output channels that is no multiple of what a kernel computes at once.</summary>
    public bool HasTails => _convs.Any(conv => conv.Output.Channels / conv.Block.Groups % WeightPacking.Lanes > 0);

    /// <summary>How kernels read a shape: what all convolutions have in common is a constant.</summary>
    public string Common() => $"/* Of the shape of a convolution; what all of them have in common is a constant. */\n{string.Concat(Fields.Select(field =>
        Owners.Select(field.Value).Distinct().Count() == 1
            ? $"#define SHAPE_{C99Names.Upper(field.Key)}(s) ((void)(s), {Number(field.Value(Owners.First()))})\n"
            : $"#define SHAPE_{C99Names.Upper(field.Key)}(s) ((s)->{field.Key})\n"))}\n";

    /// <summary>The shapes of the convolutions, each once, and for code that is made for speed the kernel for each.</summary>
    public string Shapes() => string.Concat(Owners.Select(Shape));

    /// <summary>The function of a step.</summary>
    public string Function(PlanStep step)
    {
        string body = step.Node switch
        {
            ConvNode conv when step.Lines.Count > 0 => ConvolveByLines(step, conv),
            ConvNode conv => Convolve(step, conv),
            DenseNode dense => $$"""
                    enum { INPUTS = {{Number(dense.Inputs[0].Values)}}, OUTPUTS = {{Number(dense.Output.Channels)}}, RELU = {{(dense.Relu ? 1 : 0)}} };
                    dense({{Read(step, dense.Inputs[0])}}, INPUTS, {{Layer(step, dense)}}, {{Written(step)}}, OUTPUTS, RELU);

                """,
            ScaleShiftNode scaled => $$"""
                    enum { ROWS = {{Number(scaled.Output.Length)}}, CHANNELS = {{Number(scaled.Output.Channels)}} };
                    scale_shift({{Read(step, scaled.Inputs[0])}}, {{Layer(step, scaled)}}, {{Written(step)}}, ROWS, CHANNELS);

                """,
            AddNode add => $"    add({Read(step, add.Inputs[0])}, {Read(step, add.Inputs[1])}, {Written(step)}, {_names.Macro}_CLASSES);\n",
            AverageNode average => $$"""
                    enum { MEMBERS = {{Number(average.Inputs.Count)}} };
                    const float *members[MEMBERS];
                {{string.Concat(average.Inputs.Select((input, i) => $"    members[{Number(i)}] = {Read(step, input)};\n"))}}    average(members, MEMBERS, {{Written(step)}}, {{_names.Macro}}_CLASSES);

                """,
            SoftmaxNode softmax => $"    softmax({Read(step, softmax.Inputs[0])}, {Written(step)}, {_names.Macro}_CLASSES);\n",
            _ => throw new NotSupportedException($"Step '{step.Node.Name}' is of the kind {step.Node.GetType().Name}, for which there is no C."),
        };
        return $$"""
            /* {{Comment(step)}} */
            static void {{step.Node.Name}}({{Parameters(step)}})
            {
                float *const arena = context->arena;
            {{body}}}


            """;
    }

    /// <summary>The call of a step's function.</summary>
    public static string Call(PlanStep step) => $"{step.Node.Name}(context{(TakesLayers(step) ? ", layers" : "")});";

    /// <summary>Where a step's result lies.</summary>
    public string Written(PlanStep step) => $"arena + {C99Names.Offset(BufferWritten(step).Name)}";

    /// <summary>The arena's buffer that a step writes.</summary>
    public PlanBuffer BufferWritten(PlanStep step) =>
        _plan.Buffers.First(buffer => buffer.Tensor == step.Node.Output && buffer.Pool == BufferPool.Arena && buffer.FirstStep == step.Index && buffer.Rows == buffer.Tensor.Length);

    private string Convolve(PlanStep step, ConvNode conv)
    {
        string[] inputs = [.. conv.Inputs.Select((input, i) => $"    const conv_input {InputName(i)} = {{ {Read(step, input)}, 0 }};\n")];
        return $$"""
            {{string.Concat(inputs)}}    {{Rows(conv)}}{{Number(conv.Inputs.Count)}}, xa, {{InputName(conv.Inputs.Count - 1)}}, {{Layer(step, conv)}}, {{Written(step)}}, 0, 0, {{ShapeName(conv)}}.rows);

            """;
    }

    /// <summary>Tile by tile: of each convolution inside, the rows that are read again move to the start of its buffer, those that are missing are computed.</summary>
    private string ConvolveByLines(PlanStep step, ConvNode conv)
    {
        string shape = ShapeName(conv);
        string inputs = string.Concat(conv.Inputs.Select((input, i) => step.Lines.FirstOrDefault(line => line.Node.Output == input) is { } line
            ? $$"""
                    float *const rows_{{Letter(i)}} = arena + {{C99Names.Offset(line.BufferName)}};
                    const conv_input source_{{Letter(i)}} = { {{Read(step, line.Node.Inputs[0])}}, 0 };
                    conv_input {{InputName(i)}} = { rows_{{Letter(i)}}, 0 };

                """
            : $"    const conv_input {InputName(i)} = {{ {Read(step, input)}, 0 }};\n"));
        string advance = string.Concat(conv.Inputs.Select((input, i) => step.Lines.FirstOrDefault(line => line.Node.Output == input) is { } line
            ? $$"""
                        if (done > first) {
                            keep(rows_{{Letter(i)}}, rows_{{Letter(i)}} + (first - {{InputName(i)}}.first) * {{shape}}.{{(i == 0 ? "channels_a" : "channels_b")}}, (done - first) * {{shape}}.{{(i == 0 ? "channels_a" : "channels_b")}});
                        }
                        {{InputName(i)}}.first = first;
                        {{Rows(line.Node)}}{{Number(line.Node.Inputs.Count)}}, source_{{Letter(i)}}, source_{{Letter(i)}}, {{Layer(step, line.Node)}}, rows_{{Letter(i)}}, first, larger(first, done), end);

                """
            : ""));
        return $$"""
                enum { TILE_ROWS = {{Number(step.TileRows)}} };
                int32_t u, done = 0;
            {{inputs}}    for (u = 0; u < {{shape}}.rows; u += TILE_ROWS) {
                    const int32_t stop = smaller(u + TILE_ROWS, {{shape}}.rows);
                    const int32_t first = first_row(&{{shape}}, u), end = end_row(&{{shape}}, stop - 1);
            {{advance}}        {{Rows(conv)}}{{Number(conv.Inputs.Count)}}, xa, {{InputName(conv.Inputs.Count - 1)}}, {{Layer(step, conv)}}, {{Written(step)}}, 0, u, stop);
                    done = end;
                }

            """;
    }

    private string Shape(ConvNode conv)
    {
        BlockSpec block = conv.Block;
        string users = string.Join(", ", _convs.Where(other => ShapeOwner(other) == conv).Select(other => other.Name));
        string kernel = _specialised
            ? $$"""
                static NOT_INLINED void {{conv.Name}}_rows(int32_t parts, conv_input xa, conv_input xb, const {{_names.Layer}} *layer, float *y, int32_t y_first, int32_t first, int32_t end)
                {
                    conv_rows(&{{ShapeName(conv)}}, parts, xa, xb, layer, y, y_first, first, end);
                }


                """
            : "";
        return $$"""
            /* {{users}} */
            static const conv_shape {{ShapeName(conv)}} = {
            {{string.Concat(Fields.Select(field => $"    .{field.Key} = {Number(field.Value(conv))},\n"))}}};
            {{kernel}}
            """;
    }

    private IEnumerable<ConvNode> Owners => _convs.Where(conv => ShapeOwner(conv) == conv);

    /// <summary>The convolution whose shape and kernel this one shares: the first of the same shape; one that reads an input less has the same, too.</summary>
    private ConvNode ShapeOwner(ConvNode conv) => _convs.Where(other => SharesShape(conv, other)).MaxBy(other => other.Inputs.Count)!;

    private static bool SharesShape(ConvNode conv, ConvNode other)
    {
        int shared = Math.Min(conv.Inputs.Count, other.Inputs.Count);
        return other.Block == conv.Block
            && other.Output.Length == conv.Output.Length
            && (conv.Block.Groups == 1 || conv.Inputs.Count == other.Inputs.Count)
            && other.Inputs.Take(shared).Select(input => (input.Channels, input.Length)).SequenceEqual(conv.Inputs.Take(shared).Select(input => (input.Channels, input.Length)));
    }

    private string ShapeName(ConvNode conv) => $"{ShapeOwner(Named(conv)).Name}_shape";

    private string Rows(ConvNode conv) => _specialised ? $"{ShapeOwner(Named(conv)).Name}_rows(" : $"conv_rows(&{ShapeName(conv)}, ";

    private ConvNode Named(ConvNode conv) => _convs.First(other => other.Name == conv.Name);

    private string Parameters(PlanStep step) => $"{_names.Prefix}_context *context{(TakesLayers(step) ? $", const {_names.Prefix}_classifier_layers *layers" : "")}";

    private static bool TakesLayers(PlanStep step) => step is { Network: TensorNames.Classifier, Node: ConvNode or DenseNode or ScaleShiftNode };

    /// <summary>The weights of an operator: the selector's, or those of the classifier that was chosen.</summary>
    private string Layer(PlanStep step, GraphNode node) => step.Network == TensorNames.Classifier && _graph.Classifiers[0].Nodes.Any(own => own.Name == node.Name)
        ? $"&layers->{C99Names.Member(node)}"
        : $"&{_names.Prefix}_selector.{C99Names.Member(node)}";

    /// <summary>Where a tensor lies that a step reads whole.</summary>
    private string Read(PlanStep step, GraphTensor tensor)
    {
        PlanBuffer buffer = _plan.Buffers.First(buffer =>
            buffer.Tensor == tensor && buffer.Rows == tensor.Length && buffer.IsLiveAt(step.Index) && step.Lines.All(line => line.BufferName != buffer.Name));
        return $"{(buffer.Pool == BufferPool.Flash ? "flash_record(context)" : "arena")} + {C99Names.Offset(buffer.Name)}";
    }

    private static string Comment(PlanStep step)
    {
        GraphTensor y = step.Node.Output;
        string formula = step.Node switch
        {
            ConvNode conv => Formula(conv),
            DenseNode dense => $"y[o] = {(dense.Relu ? "max(0, " : "")}b[o] + sum over i of w[o][i] x[i]{(dense.Relu ? ")" : "")}",
            ScaleShiftNode => "y[t][c] = scale[c] x[t][c] + shift[c]",
            AddNode => "y[k] = a[k] + b[k]",
            AverageNode => "y[k] = mean over i of x[i][k]",
            _ => "y[k] = exp(x[k]) / sum over j of exp(x[j])",
        };
        string read = string.Join(", ", step.Node.Inputs.Select(input => $"{input.Name} [{Number(input.Length)}][{Number(input.Channels)}]"));
        string inside = step.Lines.Count == 0 ? "" : $"\n * A few rows at a time inside it: {string.Join(", ", step.Lines.Select(line => line.Node.Name))}.";
        return $"{step.Node.Name}: {formula}.\n * x: {read}; y: [{Number(y.Length)}][{Number(y.Channels)}]; {C99Names.Count(step.Macs)} multiplications.{inside}";
    }

    private static string Formula(ConvNode conv)
    {
        BlockSpec block = conv.Block;
        string position = block.Pool == 1 ? "u" : $"{Number(block.Pool)} u + p";
        string row = block.Stride == 1 ? position : block.Pool == 1 ? $"{Number(block.Stride)} u" : $"{Number(block.Stride)} ({position})";
        string pool = block.Pool == 1 ? "" : $"{(block.PoolKind == PoolKind.Average ? "mean" : "max")} over p < {Number(block.Pool)} of ";
        string groups = block.Groups == 1 ? "" : $", {Number(block.Groups)} groups";
        return $"y[u][o] = {pool}max(0, b[o] + sum over c, k < {Number(block.Kernel)} of w[o][c][k] x[{row} + k{(block.Padding == 0 ? "" : $" - {Number(block.Padding)}")}][c]){groups}";
    }

    private static string InputName(int input) => $"x{Letter(input)}";

    private static char Letter(int input) => (char)('a' + input);

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
}
