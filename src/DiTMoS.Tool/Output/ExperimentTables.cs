using DiTMoS.Experiments;

namespace DiTMoS.Tool.Output;

/// <summary>The grid of an experiment as a table.</summary>
internal static class ExperimentTables
{
    public static void Grid(Terminal terminal, ExperimentEstimate estimate, int threads)
    {
        var table = new TextTable("data set", "method", "variant", ">runs", ">there", ">a run takes about");
        foreach (RowEstimate row in estimate.Rows)
        {
            table.Row(row.Dataset, row.Method, row.Variant, Show.Count(row.Runs), Show.Count(row.Kept), Show.Estimate(TimeSpan.FromSeconds(row.SecondsPerRun)));
        }

        terminal.Table(table.Build());
        terminal.Line($"{Show.Of(estimate.Runs, "run")}, {Show.Count(estimate.Kept)} of them there. All take about {Hours(estimate.CoreHours)} of one core, those not there {Hours(estimate.CoreHoursLeft)}: "
            + $"{Hours(estimate.CoreHoursLeft / threads)} on {Show.Of(threads, "thread")}.");
        terminal.Line($"By {estimate.Basis}.");
    }

    private static string Hours(double hours) => $"{Show.Number(hours, hours < 10 ? "0.00" : "0.0")} h";
}
