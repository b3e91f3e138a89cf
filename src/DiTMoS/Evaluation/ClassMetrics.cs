namespace DiTMoS.Evaluation;

/// <summary>How well one class is recognised.</summary>
/// <param name="Name">The class.</param>
/// <param name="Precision">Share of the windows predicted as this class that are of it, in [0, 1]; 0 where none was predicted.</param>
/// <param name="Recall">Share of the windows of this class that were predicted as it, in [0, 1]; 0 where there are none.</param>
/// <param name="F1">2 TP / (2 TP + FP + FN), in [0, 1]; 0 where the class occurs neither in labels nor in predictions.</param>
/// <param name="Support">Windows of this class.</param>
public sealed record ClassMetrics(string Name, double Precision, double Recall, double F1, int Support);
