namespace DiTMoS.Export;

/// <summary>What a deployment is written for.</summary>
[Flags]
public enum DeploymentTargets
{
    /// <summary>Nothing but the plan.</summary>
    None = 0,

    /// <summary>ONNX files for STM32Cube.AI and for PCs.</summary>
    Onnx = 1,

    /// <summary>Everything.</summary>
    All = Onnx,
}
