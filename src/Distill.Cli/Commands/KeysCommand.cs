using System.CommandLine;
using System.Text.RegularExpressions;
using Distill.Api.Access;
using Distill.Cli.CommandLine;
using Distill.Cli.Failures;
using Spectre.Console;

namespace Distill.Cli.Commands;

/// <summary><c>distill keys new</c>: makes a key of the HTTP API. It is shown once and kept nowhere; the configuration gets its hash.</summary>
internal sealed partial class KeysCommand : DistillCommand
{
    private readonly Argument<string> _action = new("ACTION") { Description = "new: make a key" };
    private readonly Option<AccessRole> _role = new("--role")
    {
        Description = "What its bearer may do: reader, annotator, gateway or admin",
        HelpName = "ROLE",
        Required = true,
    };
    private readonly Option<string> _name = new("--name")
    {
        Description = "What the log calls it: letters, digits and hyphens",
        HelpName = "NAME",
        Required = true,
    };

    /// <summary>The command.</summary>
    public KeysCommand()
        : base(
            CommandGroup.Servers,
            "keys",
            "Make a key of the HTTP API; the configuration gets only its hash.",
            new Example("distill keys new --role reader --name ci", "a key that may look at runs and reports"),
            new Example("distill keys new --role admin --name ops-2027", "a second key of a role, so that the first can go")
        )
    {
        _action.AcceptOnlyFromAmong("new");
        Add(_action);
        Add(_role);
        Add(_name);
    }

    /// <inheritdoc />
    public override Task<int> ExecuteAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var (role, name) = (context.Get(_role), context.Get(_name)!);
        if (!NamePattern().IsMatch(name))
        {
            throw CliException.Usage($"'{name}' cannot name a key", "--name", "use letters, digits and hyphens, 64 at most");
        }

        var (key, hash) = AccessKey.Create();
        var roleName = role.ToString().ToLowerInvariant();
        context.Terminal.Write(
            new
            {
                Name = name,
                Role = roleName,
                Key = key,
                Hash = hash,
            },
            console =>
            {
                console.WriteLine($"Key    {key}");
                console.WriteLine(
                    "       It is shown only now. Callers send it as 'Authorization: Bearer KEY'; the CLI reads it from $DISTILL_API_KEY."
                );
                console.WriteLine();
                console.WriteLine("In distill.yaml:");
                console.WriteLine($"auth: {{keys: {{{name}: {{role: {roleName}, hash: \"{hash}\"}}}}}}");
                console.WriteLine();
                console.WriteLine("As settings of an Azure app:");
                console.WriteLine($"Auth__Keys__{name}__Role={roleName}");
                console.WriteLine($"Auth__Keys__{name}__Hash={hash}");
            }
        );
        return Task.FromResult(ExitCode.Done);
    }

    [GeneratedRegex("^[A-Za-z0-9-]{1,64}$")]
    private static partial Regex NamePattern();
}
