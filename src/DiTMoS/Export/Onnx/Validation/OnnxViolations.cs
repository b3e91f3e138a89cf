using DiTMoS.Data;

namespace DiTMoS.Export.Onnx.Validation;

/// <summary>Collects violations.</summary>
internal sealed class OnnxViolations
{
    private readonly List<OnnxViolation> _all = [];

    /// <summary>All so far, in order.</summary>
    public IReadOnlyList<OnnxViolation> All => _all;

    /// <summary>Adds one.</summary>
    public void Add(string rule, string node, string found, string wayOut) => _all.Add(new OnnxViolation(rule, Text.Shown(node), found, wayOut));

    /// <summary>Adds one unless a condition holds.</summary>
    public void Require(bool condition, string rule, OnnxCheckedNode node, string found, string wayOut)
    {
        if (!condition)
        {
            Add(rule, node.Name, found, wayOut);
        }
    }

    /// <summary>Adds one that does not keep the tool from taking the file.</summary>
    public void Warn(string rule, string node, string found, string wayOut) => _all.Add(new OnnxViolation(rule, Text.Shown(node), found, wayOut, IsWarning: true));
}
