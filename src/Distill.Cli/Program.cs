using System.Text;
using Distill.Cli.CommandLine;
using Distill.Cli.Commands;
using Distill.Cli.Terminal;

// Chinese text and box drawing need UTF-8 whatever the locale says; no byte order mark, so that pipes stay clean.
Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
using var interruption = new Interruption();
return await new DistillApp(TerminalSettings.OfProcess(), AllCommands.Create()).RunAsync(args, interruption.Token);
