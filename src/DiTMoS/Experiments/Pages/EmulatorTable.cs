using System.Text;
using DiTMoS.Experiments.Records;

namespace DiTMoS.Experiments.Pages;

/// <summary>What an emulated core says of each row's first run.</summary>
internal static class EmulatorTable
{
    /// <summary>Writes the table.</summary>
    public static void Write(StringBuilder page, IReadOnlyList<PageRow> rows)
    {
        page.Append("On an emulated Cortex-M7: instructions are counted exactly and are no cycles; bytes are those of the linked image.\n\n");
        page.Append("| method | arena | stack | static RAM | code | constants | instructions | per multiplication | |\n|---|---:|---:|---:|---:|---:|---:|---:|---|\n");
        foreach (PageRow row in rows)
        {
            RunSystem? system = row.Runs.FirstOrDefault(run => run.Run == 0)?.System;
            string figures = system?.Emulator is { } counted
                ? $"{PageText.Count(counted.ArenaBytes)} | {PageText.Count(counted.StackBytes)} | {PageText.Count(counted.StaticRamBytes)} | {PageText.Count(counted.CodeBytes)} | {PageText.Count(counted.ConstantBytes)} | {PageText.Count(counted.Instructions)} | {PageText.Fraction(counted.InstructionsPerMac)} |"
                : $"- | - | - | - | - | - | - | {(system is null ? "no run yet" : system.NotDeployed)}";
            page.Append($"| {row.Name} | {figures} |\n");
        }

        page.Append('\n');
    }
}
