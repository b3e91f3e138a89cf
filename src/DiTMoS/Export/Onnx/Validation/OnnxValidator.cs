using System.Globalization;
using DiTMoS.Data;
using DiTMoS.Export.Onnx.Schema;
using DataTypes = DiTMoS.Export.Onnx.Schema.TensorProto.Types.DataType;

namespace DiTMoS.Export.Onnx.Validation;

/// <summary>Checks any ONNX file, whoever wrote it, against the rules of STM32Cube.AI (<see cref="OnnxRules"/>).</summary>
/// <remarks>Shapes that are not stored in the file are derived from operators. The tool itself is not asked: what passes here follows the rules that its documentation names.</remarks>
internal sealed class OnnxValidator
{
    private readonly ModelProto _model;
    private readonly long _opset;
    private readonly OnnxViolations _violations = new();
    private readonly Dictionary<string, OnnxTensor> _tensors = new(StringComparer.Ordinal);
    private readonly Dictionary<string, OnnxTensor> _declared = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<(NodeProto Node, int Input)>> _readers = new(StringComparer.Ordinal);
    private readonly HashSet<string> _nodeNames = new(StringComparer.Ordinal);

    private OnnxValidator(ModelProto model)
    {
        _model = model;
        _opset = model.OpsetImport.Where(import => IsOnnx(import.Domain)).Select(import => import.Version).FirstOrDefault();
    }

    /// <summary>What the rules say of a file.</summary>
    /// <param name="file">The file's bytes.</param>
    /// <param name="name">What the file is called.</param>
    /// <exception cref="OnnxFileException">The bytes are no ONNX model.</exception>
    public static OnnxValidation Validate(byte[] file, string name)
    {
        ArgumentNullException.ThrowIfNull(file);
        ModelProto model = OnnxFile.Parse(file, name);
        bool isPcOnly = model.Metadata(OnnxNames.PcOnly) == OnnxNames.Yes;
        return new OnnxValidation(name, isPcOnly, isPcOnly ? [] : new OnnxValidator(model).Check());
    }

    private IReadOnlyList<OnnxViolation> Check()
    {
        CheckFile();
        ReadDeclarations();
        for (int i = 0; i < _model.Graph.Node.Count; i++)
        {
            CheckNode(_model.Graph.Node[i], i);
        }

        foreach (ValueInfoProto output in _model.Graph.Output)
        {
            CheckOutput(output);
        }

        return _violations.All;
    }

    private static bool IsOnnx(string domain) => domain is "" or "ai.onnx";

    private void CheckFile()
    {
        string opset = _opset == 0 ? "none" : _opset.ToString(CultureInfo.InvariantCulture);
        if (_opset is < 7 or > 20)
        {
            _violations.Add(OnnxRules.OpsetVersion, "opset_import", opset, $"Export with opset {OnnxWriter.Opset}; 7 to 20 are read");
        }
        else if (_opset > 15)
        {
            _violations.Warn(OnnxRules.OpsetVersion, "opset_import", opset, $"Older installations of the tool end at 15: export with opset {OnnxWriter.Opset}");
        }

        foreach (FunctionProto function in _model.Functions)
        {
            _violations.Add(OnnxRules.ModelFunctions, function.Name, "a function of the file's own", "Inline it before export");
        }

        foreach (SparseTensorProto sparse in _model.Graph.SparseInitializer)
        {
            _violations.Add(OnnxRules.DataType, sparse.Values?.Name ?? string.Empty, "a sparse tensor", "Store it densely");
        }
    }

    private void ReadDeclarations()
    {
        foreach (NodeProto node in _model.Graph.Node)
        {
            for (int i = 0; i < node.Input.Count; i++)
            {
                if (!_readers.TryGetValue(node.Input[i], out List<(NodeProto, int)>? readers))
                {
                    _readers.Add(node.Input[i], readers = []);
                }

                readers.Add((node, i));
            }
        }

        foreach (ValueInfoProto value in _model.Graph.ValueInfo.Concat(_model.Graph.Output))
        {
            _declared.TryAdd(value.Name, OnnxTensor.Of(value));
        }

        foreach (TensorProto constant in _model.Graph.Initializer)
        {
            Write(constant.Name, OnnxTensor.Of(constant), "initializer");
        }

        foreach (ValueInfoProto input in _model.Graph.Input.Where(input => !_tensors.ContainsKey(input.Name)))
        {
            CheckInput(input);
        }
    }

    private void CheckInput(ValueInfoProto input)
    {
        OnnxTensor tensor = OnnxTensor.Of(input);
        if (!tensor.HasShape)
        {
            _violations.Add(OnnxRules.StaticShape, input.Name, tensor.Shape is null ? "no shape" : OnnxShape.Text([.. tensor.Shape]), "Export with fixed dimensions, and 1 for the batch; -1 stands for one that is no number");
        }

        CheckBatch(input.Name, tensor);
        Write(input.Name, tensor, "input");
    }

    private void CheckOutput(ValueInfoProto output)
    {
        if (!_tensors.TryGetValue(output.Name, out OnnxTensor? tensor))
        {
            _violations.Add(OnnxRules.GraphOrder, output.Name, "an output that no node writes", "Remove it, or export again");
            return;
        }

        CheckBatch(output.Name, tensor);
        if (tensor.DataType is DataTypes.Int64 or DataTypes.Bool)
        {
            _violations.Add(OnnxRules.DataType, output.Name, $"an output of {Shown(tensor.DataType)}", "Put a Cast to float32 or int32 behind it");
        }
    }

    private void CheckBatch(string name, OnnxTensor tensor)
    {
        if (tensor.Rank > 0 && tensor.Shape![0] >= 0 && tensor.Shape[0] != 1)
        {
            _violations.Add(OnnxRules.BatchOne, name, OnnxShape.Text([.. tensor.Shape]), "Export with a batch of 1");
        }
    }

    private void CheckNode(NodeProto node, int index)
    {
        var known = new OnnxCheckedNode(node, NameOf(node, index), [.. node.Input.Select((input, i) => Read(node, index, i, input))]);
        if (CheckOperator(known))
        {
            OnnxOperatorRules.Check(known, _opset, _violations);
            OnnxBatchRules.Check(known, _opset, _violations);
            OnnxQuantizationRules.Check(known, _violations);
            CheckArgMax(known);
        }

        for (int i = 0; i < node.Output.Count; i++)
        {
            if (node.Output[i].Length > 0)
            {
                Write(node.Output[i], Output(known, i), known.Name);
            }
        }
    }

    private string NameOf(NodeProto node, int index)
    {
        string place = string.Create(CultureInfo.InvariantCulture, $"{node.OpType} #{index}");
        if (node.Name.Length == 0)
        {
            _violations.Warn(OnnxRules.NodeName, place, "no name", "Name the nodes, so that the tool's reports can be read");
        }
        else if (!_nodeNames.Add(node.Name))
        {
            _violations.Warn(OnnxRules.NodeName, node.Name, $"the name for a second time, at {Text.Shown(place)}", "Give each node a name of its own");
        }

        return node.Name.Length == 0 ? place : node.Name;
    }

    private OnnxTensor Read(NodeProto node, int index, int input, string name)
    {
        if (name.Length == 0)
        {
            return OnnxTensor.Unknown;
        }

        if (_tensors.TryGetValue(name, out OnnxTensor? tensor))
        {
            return tensor;
        }

        _violations.Add(OnnxRules.GraphOrder, node.Name.Length > 0 ? node.Name : $"{node.OpType} #{index}", $"input {input}, '{Text.Shown(name)}', that nothing before writes", "Sort the nodes, or export again");
        return OnnxTensor.Unknown;
    }

    /// <summary>Whether the operator is one whose other rules can be looked at.</summary>
    private bool CheckOperator(OnnxCheckedNode node)
    {
        string shown = Text.Shown(node.Type);
        bool holdsGraph = node.Node.Attribute.Any(attribute => attribute.G != null || attribute.Graphs.Count > 0);
        if (OnnxOperators.Control.Contains(node.Type) || holdsGraph)
        {
            _violations.Add(OnnxRules.ControlFlow, node.Name, shown, "Export one network per branch, and choose between them in the program");
            return false;
        }

        if (!IsOnnx(node.Node.Domain))
        {
            _violations.Add(OnnxRules.OperatorDomain, node.Name, $"{shown} of domain '{Text.Shown(node.Node.Domain)}'", "Use operators of ONNX itself");
            return false;
        }

        if (OnnxOperators.Quantized.Contains(node.Type))
        {
            _violations.Add(OnnxRules.QuantizedFormat, node.Name, shown, "Quantise in the format QDQ: QuantizeLinear and DequantizeLinear around float operators");
            return false;
        }

        _violations.Require(OnnxOperators.IsImported(node.Type), OnnxRules.OperatorList, node, shown, "Replace it by operators of the list in the tool's documentation");
        return OnnxOperators.IsImported(node.Type);
    }

    private void CheckArgMax(OnnxCheckedNode node)
    {
        if (node.Type is not ("ArgMax" or "ArgMin"))
        {
            return;
        }

        _violations.Require(node.Input.DataType is DataTypes.Float or DataTypes.Undefined, OnnxRules.ArgMaxCast, node, Shown(node.Input.DataType), "Let it read float32");
        string written = node.Node.Output.FirstOrDefault() ?? string.Empty;
        List<(NodeProto Node, int Input)> readers = _readers.GetValueOrDefault(written) ?? [];
        bool isCast = readers.Count > 0 && readers.TrueForAll(reader => reader.Node.OpType == "Cast") && _model.Graph.Output.All(output => output.Name != written);
        _violations.Require(isCast, OnnxRules.ArgMaxCast, node, "a result that is not read by a Cast alone", "Put a Cast to int32 or float32 behind it: ONNX gives int64, the device int32");
    }

    /// <summary>What is known of an output: what follows from the operator, else what the file says.</summary>
    private OnnxTensor Output(OnnxCheckedNode node, int index)
    {
        IReadOnlyList<long>? shape = OnnxShapes.Of(node.Node, node.Inputs, index, _opset);
        DataTypes type = OnnxTypes.Of(node, index);
        OnnxTensor declared = _declared.GetValueOrDefault(node.Node.Output[index]) ?? OnnxTensor.Unknown;
        if (shape != null && declared.HasShape && !shape.SequenceEqual(declared.Shape!))
        {
            _violations.Add(OnnxRules.ShapeFollows, node.Name, $"{OnnxShape.Text([.. declared.Shape!])} stored, {OnnxShape.Text([.. shape])} by its operator", "Export again, or remove the stored shapes");
        }
        else if (shape is null && !declared.HasShape && node.Inputs.Where((_, i) => node.Has(i)).All(input => input.HasShape))
        {
            _violations.Add(OnnxRules.KnownShape, node.Name, $"the unknown shape of '{Text.Shown(node.Node.Output[index])}'", "Store shapes in the file, as onnx.shape_inference does");
        }

        TensorProto? constant = node.Type == "Constant" ? node.Node.Find("value")?.T : null;
        bool isStored = Enumerable.Range(0, node.Inputs.Count).All(i => node.Inputs[i].IsStored || !node.Has(i));
        return new OnnxTensor(shape ?? declared.Shape, type == DataTypes.Undefined ? declared.DataType : type, constant, isStored);
    }

    private void Write(string name, OnnxTensor tensor, string writer)
    {
        if (!_tensors.TryAdd(name, tensor))
        {
            _violations.Add(OnnxRules.GraphOrder, writer, $"tensor '{Text.Shown(name)}', which is there already", "Write each tensor once");
            return;
        }

        if (tensor.Rank > 6)
        {
            _violations.Add(OnnxRules.TensorRank, name, $"{tensor.Rank} axes", "Reshape to at most 6 axes");
        }

        if (tensor.Shape?.FirstOrDefault(dimension => dimension > 65_535) is > 0 and var large)
        {
            _violations.Add(OnnxRules.TensorDimension, name, $"a dimension of {large}", "Keep dimensions below 65,536");
        }

        CheckType(name, tensor, writer);
    }

    private void CheckType(string name, OnnxTensor tensor, string writer)
    {
        List<(NodeProto Node, int Input)> readers = _readers.GetValueOrDefault(name) ?? [];
        bool isConstant = tensor.Constant != null;
        bool isQuantized = tensor.DataType is DataTypes.Int16 or DataTypes.Uint16 or DataTypes.Int32 && readers.Exists(reader => OnnxQuantizationRules.Apply(reader.Node.OpType));
        if (isQuantized)
        {
            return;     // those rules judge its type
        }

        bool fits = tensor.DataType switch
        {
            DataTypes.Undefined or DataTypes.Float or DataTypes.Int8 or DataTypes.Uint8 => true,
            DataTypes.Int32 => isConstant || writer is not ("input" or "initializer"),
            DataTypes.Int64 => isConstant ? readers.TrueForAll(reader => OnnxOperators.IsIndex(reader.Node.OpType, reader.Input)) : writer != "input",
            DataTypes.Bool => writer != "input",
            _ => false,
        };
        if (!fits)
        {
            _violations.Add(OnnxRules.DataType, name, Shown(tensor.DataType), "Use float32, or quantise to int8 or uint8");
        }
    }

    private static string Shown(DataTypes type) => type.ToString().ToLowerInvariant();
}
