using Distill.Core.Datasets;
using Distill.Core.Samples;
using Distill.Core.Sampling;

namespace Distill.Activities.Importing;

/// <summary>Takes the records of a source in order: those that the spec's cycle, selection and draw keep go to the dataset, bad ones to its rejects.</summary>
internal sealed class SourceIntake(LogSampler sampler, DatasetWriter writer, SourceTally tally)
{
    /// <summary>Takes the next record.</summary>
    /// <exception cref="TooManyStrataException">The field of the strata has too many values.</exception>
    public async ValueTask TakeAsync(Sample? sample, Reject? reject, CancellationToken cancellationToken)
    {
        if (!tally.Wants())
        {
            return;
        }

        if (sample is not null && sample.Prompt.Count == 0)
        {
            reject = new Reject(sample.Id, 0, null, sample.Id, "import", RejectReasons.EmptyField);
            sample = null;
        }

        if (sample is not null)
        {
            tally.Read();
            await (sampler.Offer(sample, tally.Position) ? WriteAsync(sample, cancellationToken) : ValueTask.CompletedTask);
        }
        else if (reject is not null)
        {
            tally.Add(reject);
            await writer.RejectAsync(reject, cancellationToken);
        }
    }

    /// <summary>Writes what the draw held back. To be called once, at the end of the source.</summary>
    public async Task CompleteAsync(CancellationToken cancellationToken)
    {
        foreach (var sample in sampler.Drain())
        {
            await WriteAsync(sample, cancellationToken);
        }
    }

    private ValueTask WriteAsync(Sample sample, CancellationToken cancellationToken)
    {
        tally.Add(sample);
        return writer.WriteAsync(sample, cancellationToken);
    }
}
