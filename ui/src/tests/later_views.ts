/** Fetches beforehand what the window fetches after its first paint: no test waits for a file. */
import "../frame/RepositoryTab";
import "../frame/palette/CommandPalette";
import "../views/clone/CloneDialog";
import "../views/create/CreateDialog";
import "../views/preferences/PreferencesView";
