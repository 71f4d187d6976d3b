namespace Distill.Cli.CommandLine;

/// <summary>The headings under which the help lists commands, in the order of the enum.</summary>
internal enum CommandGroup
{
    /// <summary>The first things a new user runs.</summary>
    Start,

    /// <summary>Starting, watching and steering runs.</summary>
    Runs,

    /// <summary>Getting data in.</summary>
    Data,

    /// <summary>Which model is online.</summary>
    Models,

    /// <summary>Processes that stay: host and emulator.</summary>
    Servers,
}
