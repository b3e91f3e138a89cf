namespace DiTMoS.Export;

/// <summary>What a deployment is written for.</summary>
[Flags]
public enum DeploymentTargets
{
    /// <summary>Nothing but the plan.</summary>
    None = 0,

    /// <summary>ONNX files for STM32Cube.AI and for PCs.</summary>
    Onnx = 1,

    /// <summary>C99 for any microcontroller: a folder that needs nothing but a compiler.</summary>
    C99 = 2,

    /// <summary>Everything.</summary>
    All = Onnx | C99,
}
