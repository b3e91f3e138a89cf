namespace DiTMoS.Kernels;

/// <summary>The divergence of a student from its teacher in two parts: how probable the right class is, and how the other classes share the rest.</summary>
/// <remarks>
/// <para>Zhao, Cui, Song, Qiu and Liang, "Decoupled knowledge distillation" (2022). At temperature T, with the student's probabilities p and the teacher's q, t the right class, and the
/// shares p'_k = p_k / (1 - p_t), q'_k of the other classes:</para>
/// <para>TCKD = q_t ln(q_t / p_t) + (1 - q_t) ln((1 - q_t) / (1 - p_t)); NCKD = Σ k≠t q'_k ln(q'_k / p'_k).</para>
/// </remarks>
internal static class DecoupledLoss
{
    /// <summary>T² (α TCKD + β NCKD), and <paramref name="weight"/> times its gradient added to <paramref name="gradient"/>.</summary>
    /// <param name="logits">The student's logits, shape (K).</param>
    /// <param name="teacher">The teacher's logits, shape (K).</param>
    /// <param name="target">The right class, t.</param>
    /// <param name="temperature">T, over 0.</param>
    /// <param name="alpha">The weight of TCKD.</param>
    /// <param name="beta">The weight of NCKD.</param>
    /// <param name="weight">The weight of this window.</param>
    /// <param name="gradient">Shape (K), added to: weight · T · (α (p_t - q_t) at t; β (p' - q') - α (p_t - q_t) p' elsewhere).</param>
    /// <returns>The unweighted loss; 0 for a single class.</returns>
    public static float Add(
        ReadOnlySpan<float> logits, ReadOnlySpan<float> teacher, int target, float temperature, float alpha, float beta, float weight, Span<float> gradient)
    {
        int others = logits.Length - 1;
        if (others == 0)
        {
            return 0;
        }

        Span<float> student = stackalloc float[others];             // scaled logits of the other classes
        Span<float> studentShare = stackalloc float[others];
        Span<float> expert = stackalloc float[others];
        Span<float> expertShare = stackalloc float[others];
        (double right, double wrong) = Split(logits, target, temperature, student, studentShare, out float studentSum);
        (double expertRight, double expertWrong) = Split(teacher, target, temperature, expert, expertShare, out float expertSum);

        double rightGap = Math.Exp(right) - Math.Exp(expertRight);
        double targetLoss = (Math.Exp(expertRight) * (expertRight - right)) + (Math.Exp(expertWrong) * (expertWrong - wrong));
        double otherLoss = 0;
        gradient[target] += (float)(weight * temperature * alpha * rightGap);
        for (int i = 0; i < others; i++)
        {
            otherLoss += expertShare[i] * ((double)(expert[i] - expertSum) - (student[i] - studentSum));
            int k = i < target ? i : i + 1;
            gradient[k] += (float)(weight * temperature * ((beta * (studentShare[i] - expertShare[i])) - (alpha * rightGap * studentShare[i])));
        }

        return (float)(temperature * temperature * ((alpha * targetLoss) + (beta * otherLoss)));
    }

    // ln p_t and ln (1 - p_t); the other classes' scaled logits, their shares, and the logarithm of their sum.
    private static (double Right, double Wrong) Split(ReadOnlySpan<float> logits, int target, float temperature, Span<float> others, Span<float> shares, out float sum)
    {
        for (int i = 0; i < others.Length; i++)
        {
            others[i] = logits[i < target ? i : i + 1] / temperature;
        }

        sum = SoftmaxLosses.Softmax(others, shares);
        double margin = (logits[target] / (double)temperature) - sum;                  // ln (p_t / (1 - p_t))
        double all = margin > 0 ? margin + Math.Log(1 + Math.Exp(-margin)) : Math.Log(1 + Math.Exp(margin));
        return (margin - all, -all);
    }
}
