using Distill.Cli.CommandLine;
using Distill.Cli.Runs;

namespace Distill.Cli.Commands;

/// <summary>Every command of <c>distill</c>, in the order of the help.</summary>
internal static class AllCommands
{
    /// <summary>Fresh instances.</summary>
    public static IReadOnlyList<DistillCommand> Create() =>
        [
            new DemoCommand(),
            new DoctorCommand(),
            new PlanCommand(),
            new RunCommand(),
            new RunsCommand(),
            new ShowCommand(),
            new SteerCommand(RunSteering.Cancel),
            new SteerCommand(RunSteering.Suspend),
            new SteerCommand(RunSteering.Resume),
            new ImportCommand(),
            new ExportCommand(),
            new JoinCommand(),
            new SampleCommand(),
            new CleanCommand(),
            new InsightCommand(),
            new AnnotateCommand(),
            new SplitCommand(),
            new AugmentCommand(),
            new JudgeCommand(),
            new CompareCommand(),
            new DiagnoseCommand(),
            new ModelsCommand(),
            new PromoteCommand(),
            new RollbackCommand(),
            new RolloutsCommand(),
            new ForgetCommand(),
            new UpCommand(),
            new EmulatorCommand(),
            new KeysCommand(),
        ];
}
