using CommunityGrains.Registry.Imports;
using Spectre.Console;

namespace CommunityGrains.Host.CommandLine;

/// <summary>How far an import is: a bar on a terminal, a line every tenth otherwise.</summary>
internal abstract class ImportProgressView
{
    public static ImportProgressView For(TextWriter output, CommonOptions common) =>
        ReferenceEquals(output, Console.Out) && !Console.IsOutputRedirected ? new Bar(common)
            : new Lines(output, common);

    public abstract Task<ImportReport> RunAsync(Func<IProgress<ImportProgress>, Task<ImportReport>> import);

    private sealed class Bar(CommonOptions common) : ImportProgressView
    {
        public override Task<ImportReport> RunAsync(
            Func<IProgress<ImportProgress>, Task<ImportReport>> import) =>
            AnsiConsole.Progress()
                .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(),
                    new RemainingTimeColumn())
                .StartAsync(context =>
                {
                    var task = context.AddTask(common.Say("Загрузка", "Importing"));
                    return import(new Told(progress =>
                    {
                        task.MaxValue = Math.Max(1, progress.RowsTotal);
                        task.Value = progress.RowsDone;
                    }));
                });
    }

    private sealed class Lines(TextWriter output, CommonOptions common) : ImportProgressView
    {
        private readonly Lock gate = new();
        private int tenths;

        public override Task<ImportReport> RunAsync(
            Func<IProgress<ImportProgress>, Task<ImportReport>> import) =>
            import(new Told(progress =>
            {
                if (progress.RowsTotal == 0) return;
                lock (gate)
                {
                    var now = (int)(10L * progress.RowsDone / progress.RowsTotal);
                    if (now <= tenths) return;
                    tenths = now;
                    output.WriteLine(common.Say(
                        $"{progress.RowsDone} из {progress.RowsTotal} строк",
                        $"{progress.RowsDone} of {progress.RowsTotal} rows"));
                }
            }));
    }

    // Progress<T> posts to a pool thread, where a late report could follow the end.
    private sealed class Told(Action<ImportProgress> report) : IProgress<ImportProgress>
    {
        public void Report(ImportProgress value) => report(value);
    }
}
