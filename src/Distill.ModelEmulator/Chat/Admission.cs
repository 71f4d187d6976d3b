using Distill.ModelEmulator.Faults;
using Distill.ModelEmulator.Models;
using Distill.ModelEmulator.Statistics;

namespace Distill.ModelEmulator.Chat;

/// <summary>A request that a model has let in. It is counted once: as answered, or as what became of it.</summary>
internal sealed class Admission(RequestJournal journal, ServedModel model, UInt128 prompt)
{
    private bool counted;

    /// <summary>The model.</summary>
    public ServedModel Model { get; } = model;

    /// <summary>Number of the request at this model, from 0.</summary>
    public long Index { get; } = model.NextIndex();

    /// <summary>The fault it meets.</summary>
    public Fault Fault { get; set; }

    /// <summary>Counts the request, unless it has been. To be called before the end of the answer is sent, so that whoever has an answer finds it counted.</summary>
    public void Count(Outcome outcome)
    {
        if (!counted)
        {
            counted = true;
            journal.Add(Model.Name, prompt, outcome);
        }
    }
}
