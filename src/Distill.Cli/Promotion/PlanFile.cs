using System.Text.Json;
using System.Text.Json.Serialization;
using Distill.Api;
using Distill.Cli.Failures;
using Distill.Core.Evaluation;
using Distill.Core.Promotion;

namespace Distill.Cli.Promotion;

/// <summary>Reads a plan of a rollout from a JSON file.</summary>
internal static class PlanFile
{
    private static readonly JsonSerializerOptions Json = new(ApiJson.Options)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        ReadCommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
    };

    /// <summary>The plan.</summary>
    /// <exception cref="CliException">It cannot be read or is not valid; the message names file, line and field.</exception>
    public static async Task<RolloutPlan> ReadAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            var plan = JsonSerializer.Deserialize<RolloutPlan>(await File.ReadAllTextAsync(path, cancellationToken), Json);
            plan = plan ?? throw new JsonException("The file holds null.");
            plan.Validate();
            return plan;
        }
        catch (JsonException wrong)
        {
            var place = wrong.LineNumber is { } line ? $"{path}, line {line + 1}" : path;
            throw CliException.Usage(
                $"{wrong.Path}: {wrong.Message.Split(" Path:", 2)[0]}",
                place,
                "write times as \"00:30:00\" and kinds as \"shadow\" or \"canary\"",
                wrong
            );
        }
        catch (InvalidSettingException wrong)
        {
            throw CliException.Usage(wrong.Message, path, "correct the plan", wrong);
        }
        catch (Exception wrong) when (wrong is IOException or UnauthorizedAccessException)
        {
            throw CliException.Usage("the plan cannot be read", path, wrong.Message, wrong);
        }
    }
}
