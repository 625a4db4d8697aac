using Fadu.Core.Trail;

namespace Fadu.Core.Plans;

/// <summary>What a module has the system do each day, after the reminders of the house; done twice it must do nothing twice.</summary>
public sealed record DailyCommand(Func<DateOnly, Command> Of);
