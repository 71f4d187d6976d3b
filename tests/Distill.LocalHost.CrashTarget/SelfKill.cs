using System.Diagnostics;

namespace Distill.LocalHost.CrashTarget;

/// <summary>
/// Sends this process SIGKILL a random moment after a number of steps. From inside, because a watcher outside is too late by as many steps as
/// the machine is busy; what the kernel does is the same.
/// </summary>
public sealed class SelfKill
{
    private readonly ManualResetEventSlim _due = new();
    private readonly int _steps;
    private int _ran;

    /// <summary>Arms it.</summary>
    /// <param name="steps">Steps from now; 0 for at once.</param>
    /// <param name="spins">Idle loops after that, so that the moment falls into commits as well as between them.</param>
    public SelfKill(int steps, int spins)
    {
        _steps = steps;
        if (steps == 0)
        {
            _due.Set();
        }

        Thread killer = new(() =>
        {
            _due.Wait();
            Thread.SpinWait(spins);
            using var self = Process.GetCurrentProcess();
            self.Kill();
        })
        {
            IsBackground = true,
            Priority = ThreadPriority.Highest,
        };
        killer.Start();
    }

    public void Step()
    {
        if (Interlocked.Increment(ref _ran) == _steps)
        {
            _due.Set();
        }
    }
}
