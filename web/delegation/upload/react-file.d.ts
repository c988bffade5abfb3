import "react";

declare module "react" {
  interface InputHTMLAttributes<T> {
    /** Lets a whole folder be chosen; an attribute of browsers that React does not name. */
    webkitdirectory?: string;
  }
}
