using System.Globalization;
using System.Text;
using Distill.ModelEmulator.Learning;

namespace Distill.ModelEmulator.FineTuning;

/// <summary>The metrics of a training as OpenAI gives them: CSV, one line a step.</summary>
internal sealed class ResultFile
{
    private readonly StringBuilder csv = new("step,train_loss,train_accuracy,valid_loss,valid_mean_token_accuracy\n");

    /// <summary>Adds a step; what was not measured stays empty.</summary>
    public void Add(TrainingStep step) =>
        csv.Append(
            CultureInfo.InvariantCulture,
            $"{step.Step},{Number(step.TrainLoss)},{Number(step.TrainAccuracy)},{Number(step.ValidLoss)},{Number(step.ValidAccuracy)}\n"
        );

    /// <summary>The file's bytes.</summary>
    /// <param name="base64">True: the CSV in base64, as OpenAI's API serves it (and its cookbook decodes it).</param>
    public byte[] ToBytes(bool base64)
    {
        var plain = Encoding.UTF8.GetBytes(csv.ToString());
        return base64 ? Encoding.ASCII.GetBytes(Convert.ToBase64String(plain)) : plain;
    }

    private static string Number(double? value) => value?.ToString("0.######", CultureInfo.InvariantCulture) ?? "";
}
